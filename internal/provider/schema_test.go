// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The arguments of the provider block of hashicorp/aws, by their documentation, and their types.
func documentedArguments() map[string]tftypes.Type {
	arguments := map[string]tftypes.Type{
		"allowed_account_ids":                tftypes.Set{ElementType: tftypes.String},
		"forbidden_account_ids":              tftypes.Set{ElementType: tftypes.String},
		"shared_config_files":                tftypes.List{ElementType: tftypes.String},
		"shared_credentials_files":           tftypes.List{ElementType: tftypes.String},
		"user_agent":                         tftypes.List{ElementType: tftypes.String},
		"max_retries":                        tftypes.Number,
		"token_bucket_rate_limiter_capacity": tftypes.Number,
	}
	for _, name := range []string{
		"access_key", "secret_key", "token", "profile", "region", "sts_region", "custom_ca_bundle", "http_proxy", "https_proxy",
		"no_proxy", "ec2_metadata_service_endpoint", "ec2_metadata_service_endpoint_mode", "retry_mode",
		"s3_us_east_1_regional_endpoint", "skip_metadata_api_check", "tag_policy_compliance",
	} {
		arguments[name] = tftypes.String
	}
	for _, name := range []string{
		"insecure", "s3_use_path_style", "skip_credentials_validation", "skip_region_validation", "skip_requesting_account_id",
		"use_dualstack_endpoint", "use_fips_endpoint",
	} {
		arguments[name] = tftypes.Bool
	}
	return arguments
}

func documentedBlocks() map[string]map[string]tftypes.Type {
	text, texts, textMap := tftypes.String, tftypes.Set{ElementType: tftypes.String}, tftypes.Map{ElementType: tftypes.String}
	return map[string]map[string]tftypes.Type{
		"assume_role": {
			"role_arn": text, "duration": text, "external_id": text, "policy": text, "policy_arns": texts, "session_name": text,
			"source_identity": text, "tags": textMap, "transitive_tag_keys": texts,
		},
		"assume_role_with_web_identity": {
			"role_arn": text, "duration": text, "policy": text, "policy_arns": texts, "session_name": text,
			"web_identity_token": text, "web_identity_token_file": text,
		},
		"default_tags": {"tags": textMap},
		"ignore_tags":  {"keys": texts, "key_prefixes": texts},
		"endpoints": {
			"bedrock": text, "bedrockruntime": text, "iam": text, "s3": text, "s3api": text, "sts": text, "pricing": text, "ram": text,
			"sso": text, "dynamodb": text, "ec2": text, "bedrockagent": text, "stepfunctions": text, "es": text, "kms": text,
		},
	}
}

func TestSchema_hasEveryArgumentOfTheAWSProvider(t *testing.T) {
	t.Parallel()
	got := map[string]*tfprotov6.SchemaAttribute{}
	for _, attribute := range newServer(t).schema().Block.Attributes {
		got[attribute.Name] = attribute
	}
	for name, want := range documentedArguments() {
		if got[name] == nil || !got[name].Type.Equal(want) || !got[name].Optional {
			t.Errorf("%s: got %+v, want an optional %s", name, got[name], want)
		}
		delete(got, name)
	}
	for _, own := range []string{
		"poll_interval", "allow_commitments", "default_deletion_policy", "deletion_policy_override", "ownership_key",
		"plan_checks", "skip_plan_checks",
	} {
		delete(got, own)
	}
	if len(got) > 0 {
		t.Errorf("more than is documented: %v", got)
	}
}

func TestSchema_hasEveryBlockOfTheAWSProvider(t *testing.T) {
	t.Parallel()
	blocks := newServer(t).schema().Block.BlockTypes
	want := documentedBlocks()
	want["cost_ceiling"] = map[string]tftypes.Type{ // ours
		"one_time": tftypes.String, "monthly": tftypes.String, "currency": tftypes.String, "on_unknown": tftypes.String,
	}
	if len(blocks) != len(want) {
		t.Errorf("%d blocks, want %d", len(blocks), len(want))
	}
	for _, b := range blocks {
		if b.Nesting != tfprotov6.SchemaNestedBlockNestingModeList {
			t.Errorf("%s is nested as %s", b.TypeName, b.Nesting)
		}
		got := map[string]tftypes.Type{}
		for _, attribute := range b.Block.Attributes {
			got[attribute.Name] = attribute.Type
		}
		if b.TypeName != "endpoints" && len(got) != len(want[b.TypeName]) {
			t.Errorf("%s has %d arguments, want %d", b.TypeName, len(got), len(want[b.TypeName]))
		}
		for name, typ := range want[b.TypeName] {
			if got[name] == nil || !got[name].Equal(typ) {
				t.Errorf("%s.%s: got %v, want %s", b.TypeName, name, got[name], typ)
			}
		}
	}
}

func TestSchema_describesEverything(t *testing.T) {
	t.Parallel()
	var check func(path string, b *tfprotov6.SchemaBlock)
	check = func(path string, b *tfprotov6.SchemaBlock) {
		for _, a := range b.Attributes {
			if a.Description == "" || a.DescriptionKind != tfprotov6.StringKindMarkdown {
				t.Errorf("%s%s has no Markdown description", path, a.Name)
			}
		}
		for _, nested := range b.BlockTypes {
			if nested.Block.Description == "" {
				t.Errorf("%s%s has no description", path, nested.TypeName)
			}
			check(path+nested.TypeName+".", nested.Block)
		}
	}
	check("", newServer(t).schema().Block)
}

func TestSchema_secretsAreSensitive(t *testing.T) {
	t.Parallel()
	for _, a := range newServer(t).schema().Block.Attributes {
		if secret := slices.Contains([]string{"secret_key", "token", "ownership_key"}, a.Name); a.Sensitive != secret {
			t.Errorf("%s: Sensitive = %t", a.Name, a.Sensitive)
		}
	}
}
