// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Provider blocks as they stand in configurations of hashicorp/aws.
func copiedBlocks() map[string]block {
	return map[string]block{
		"empty": {},
		"pipeline that assumes roles": {
			"region":              "eu-central-1",
			"allowed_account_ids": []any{"123456789012"},
			"assume_role": []any{
				block{"role_arn": "arn:aws:iam::111111111111:role/hub", "session_name": "deploy@ci", "external_id": "tenant:7/a"},
				block{
					"role_arn": "arn:aws:iam::123456789012:role/path/deploy", "duration": "1h30m", "source_identity": "pipeline",
					"policy":              `{"Version":"2012-10-17","Statement":[]}`,
					"policy_arns":         []any{"arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:policy/limit"},
					"tags":                map[string]any{"team": "ml", "stage": "prod"},
					"transitive_tag_keys": []any{"team"},
				},
			},
			"default_tags": []any{block{"tags": map[string]any{"owner": "ml-platform", "cost-center": "1 234"}}},
			"ignore_tags":  []any{block{"keys": []any{"LastScan"}, "key_prefixes": []any{"kubernetes.io/"}}},
		},
		"federated pipeline": {
			"region": "us-gov-west-1",
			"assume_role_with_web_identity": []any{block{
				"role_arn": "arn:aws-us-gov:iam::123456789012:role/ci", "session_name": "ci", "duration": "15m", "policy": "{}",
				"policy_arns": []any{"arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess"}, "web_identity_token_file": "/var/run/token",
			}},
		},
		"workstation": {
			"profile":                  "sandbox",
			"shared_config_files":      []any{"~/.aws/config", "$HOME/.aws/team"},
			"shared_credentials_files": []any{"~/.aws/credentials"},
			"forbidden_account_ids":    []any{"000000000001", "000000000002"},
			"retry_mode":               "adaptive", "max_retries": 10, "token_bucket_rate_limiter_capacity": 500,
			"user_agent": []any{"landing-zone/1.4 (platform)"},
		},
		"closed network": {
			"region": "us-east-1", "sts_region": "us-east-1",
			"http_proxy": "http://user:password@proxy.internal:3128", "https_proxy": "", "no_proxy": "169.254.169.254,.internal,10.0.0.0/8",
			"custom_ca_bundle": "/etc/ssl/corporate.pem", "use_fips_endpoint": true, "use_dualstack_endpoint": true,
			"ec2_metadata_service_endpoint": "http://[fd00:ec2::254]", "ec2_metadata_service_endpoint_mode": "IPv6",
			"s3_us_east_1_regional_endpoint": "legacy", "skip_metadata_api_check": "false", "insecure": false,
		},
		"region of the future": {"region": "moon-east-1", "skip_region_validation": true},
		"modules that leave everything to its default": {
			"region": unknown, "assume_role": []any{block{"role_arn": unknown}}, "endpoints": []any{block{"s3": unknown}},
			"default_tags": []any{block{"tags": unknown}}, "allowed_account_ids": unknown, "poll_interval": unknown,
		},
	}
}

func TestValidate_acceptsBlocksOfTheAWSProvider(t *testing.T) {
	t.Parallel()
	for name, b := range copiedBlocks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diags := newServer(t).validate(b); len(diags) > 0 {
				t.Error(texts(diags))
			}
		})
	}
}

func TestValidate_acceptsWithWarning(t *testing.T) {
	t.Parallel()
	emulator := block{}
	for _, service := range []string{"apigateway", "dynamodb", "es", "iam", "lambda", "s3", "sqs", "stepfunctions", "sts", "bedrock"} {
		emulator[service] = "http://localhost:4566"
	}
	for name, test := range map[string]struct {
		config block
		at     string
		want   []string
	}{
		"emulator": {
			block{
				"region": "us-east-1", "access_key": "mock", "secret_key": "mock", "s3_use_path_style": true,
				"skip_credentials_validation": true, "skip_metadata_api_check": "true", "skip_requesting_account_id": true,
				"endpoints": []any{emulator},
			},
			"endpoints", []string{"never calls apigateway, dynamodb, es, lambda, sqs, stepfunctions"},
		},
		"empty assume_role": {block{"assume_role": []any{block{}}}, "assume_role", []string{"no role is assumed"}},
		"empty role": {
			block{"assume_role": []any{block{"role_arn": "", "duration": "15m", "session_name": "atlantis"}}},
			"assume_role.0", []string{"no role is assumed"},
		},
		"null role": {
			block{"assume_role": []any{block{"session_name": "atlantis", "tags": map[string]any{"team": "ml"}}}},
			"assume_role.0", []string{"no role is assumed"},
		},
		"empty web identity": {
			block{"assume_role_with_web_identity": []any{block{"role_arn": "", "web_identity_token_file": "", "policy_arns": []any{}}}},
			"assume_role_with_web_identity.0", []string{"no role is assumed"},
		},
		"one proxy for both": {block{"http_proxy": "http://proxy:3128"}, "http_proxy", []string{"https_proxy"}},
		"tag policy":         {block{"tag_policy_compliance": "error"}, "tag_policy_compliance", []string{"tag policy"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := newServer(t).validate(test.config)
			if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityWarning || !at(diags[0], test.at) {
				t.Fatalf("want one warning at %s, got%s", test.at, texts(diags))
			}
			for _, want := range test.want {
				if !strings.Contains(diags[0].Detail, want) {
					t.Errorf("%q lacks %q", diags[0].Detail, want)
				}
			}
		})
	}
}

// at reports whether a diagnostic is about an attribute, in the spelling of paths that tests can read.
func at(d *tfprotov6.Diagnostic, path string) bool {
	steps := strings.NewReplacer("AttributeName(\"", "", "\")", "", "ElementKeyInt(", "", ")", "").Replace(d.Attribute.String())
	return strings.HasPrefix(steps, path)
}

func TestValidate_refuses(t *testing.T) {
	t.Parallel()
	role := func(extra block) block {
		b := block{"role_arn": "arn:aws:iam::123456789012:role/a"}
		for name, value := range extra {
			b[name] = value
		}
		return block{"assume_role": []any{b}}
	}
	for i, test := range []struct {
		config block
		at     string
		want   string
	}{
		{block{"access_key": "a"}, "access_key", "secret_key"},
		{block{"secret_key": "a"}, "secret_key", "access_key"},
		{block{"token": "a"}, "token", "access_key"},
		{
			block{"allowed_account_ids": []any{"123456789012"}, "forbidden_account_ids": []any{"210987654321"}},
			"allowed_account_ids", "forbidden_account_ids",
		},
		{block{"allowed_account_ids": []any{"12345678901"}}, "allowed_account_ids", "12 digits"},
		{block{"allowed_account_ids": []any{nil}}, "allowed_account_ids", "12 digits"},
		{block{"forbidden_account_ids": []any{"123456789012", nil}}, "forbidden_account_ids", "<null>"},
		{block{"region": "us-east-11"}, "region", "skip_region_validation"},
		{block{"plan_checks": "maybe"}, "plan_checks", "off"},
		{block{"skip_plan_checks": []any{"S3Uri"}}, "skip_plan_checks", "S3Uri.pattern"},
		{block{"poll_interval": "500ms"}, "poll_interval", "from 1s to 10m."},
		{block{"poll_interval": "11m"}, "poll_interval", "from 1s to 10m."},
		{block{"poll_interval": "60"}, "poll_interval", "unit"},
		{block{"retry_mode": "legacy"}, "retry_mode", "adaptive"},
		{block{"max_retries": -1}, "max_retries", "at least 0"},
		{block{"skip_metadata_api_check": "maybe"}, "skip_metadata_api_check", "true"},
		{block{"ec2_metadata_service_endpoint_mode": "ipv5"}, "ec2_metadata_service_endpoint_mode", "IPv6"},
		{block{"s3_us_east_1_regional_endpoint": "global"}, "s3_us_east_1_regional_endpoint", "legacy"},
		{block{"tag_policy_compliance": "yes"}, "tag_policy_compliance", "disabled"},
		{block{"http_proxy": "http://[", "https_proxy": ""}, "http_proxy", "URL"},
		{block{"endpoints": []any{block{"bedrock": "localhost:4566"}}}, "endpoints", "http://"},
		{role(block{"duration": "5m"}), "assume_role.0.duration", "from 15m to 12h."},
		{role(block{"duration": "soon"}), "assume_role.0.duration", "unit"},
		{role(block{"role_arn": "arn:aws:iam::123456789012:user/a"}), "assume_role.0.role_arn", "role"},
		{role(block{"role_arn": "admin"}), "assume_role.0.role_arn", "ARN"},
		{role(block{"policy": "{"}), "assume_role.0.policy", "JSON"},
		{role(block{"policy_arns": []any{"ReadOnlyAccess"}}), "assume_role.0.policy_arns", "ARN"},
		{role(block{"session_name": "a b"}), "assume_role.0.session_name", "' '"},
		{role(block{"source_identity": "a"}), "assume_role.0.source_identity", "2 to 64"},
		{role(block{"external_id": "a"}), "assume_role.0.external_id", "2"},
		{block{"access_key": "a", "secret_key": ""}, "access_key", "secret_key"},
		{block{"allowed_account_ids": []any{""}}, "allowed_account_ids", "12 digits"},
		{
			block{"assume_role_with_web_identity": []any{block{"web_identity_token": "t"}}},
			"assume_role_with_web_identity.0.role_arn", "AWS_ROLE_ARN",
		},
		{
			block{"assume_role_with_web_identity": []any{block{"role_arn": "arn:aws:iam::123456789012:role/a"}}},
			"assume_role_with_web_identity.0", "AWS_WEB_IDENTITY_TOKEN_FILE",
		},
		{
			block{"assume_role_with_web_identity": []any{block{
				"role_arn": "arn:aws:iam::123456789012:role/a", "web_identity_token": "t", "web_identity_token_file": "f",
			}}},
			"assume_role_with_web_identity.0.web_identity_token", "web_identity_token_file",
		},
		{block{"default_tags": []any{block{"tags": map[string]any{"aws:a": "b"}}}}, "default_tags.0.tags", "aws:"},
		{block{"default_tags": []any{block{"tags": map[string]any{"a": strings.Repeat("b", 257)}}}}, "default_tags.0.tags", "256"},
		{block{"default_tags": []any{block{}, block{}}}, "default_tags", "at most 1"},
	} {
		t.Run(fmt.Sprintf("%02d %s", i, test.at), func(t *testing.T) {
			t.Parallel()
			found := errorsOf(newServer(t).validate(test.config))
			if len(found) == 0 {
				t.Fatal("accepted")
			}
			for _, d := range found {
				if at(d, test.at) && strings.Contains(d.Detail, test.want) {
					return
				}
			}
			t.Errorf("want an error at %s with %q, got%s", test.at, test.want, texts(found))
		})
	}
}

// An empty string anywhere in the block is as good as nothing, since modules pass on variables that are empty where nothing is
// meant. The lists of accounts are another matter: what is left out of them is a guard that was meant.
func TestValidate_takesEmptyStringsForAbsent(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	empty := func(attributes []*tfprotov6.SchemaAttribute) block {
		b := block{}
		for _, attribute := range attributes {
			switch {
			case strings.HasSuffix(attribute.Name, "_account_ids"):
			case attribute.Type.Is(tftypes.String):
				b[attribute.Name] = ""
			case attribute.Type.Is(tftypes.List{}), attribute.Type.Is(tftypes.Set{}):
				b[attribute.Name] = []any{""}
			}
		}
		return b
	}
	config := empty(s.schema().Block.Attributes)
	for _, nested := range s.schema().Block.BlockTypes {
		config[nested.TypeName] = []any{empty(nested.Block.Attributes)}
	}
	roles, _ := config["assume_role"].([]any)
	config["assume_role"] = append(roles, roles[0])
	if len(config) < 25 || len(roles[0].(block)) < 7 {
		t.Fatalf("only %d arguments are empty: %v", len(config), config)
	}
	diags := s.validate(config)
	if found := errorsOf(diags); len(found) > 0 || len(diags) != 3 {
		t.Errorf("want a warning for each of the three blocks without a role, got%s", texts(diags))
	}
	data := s.mustConfigure(config)
	config["region"] = "eu-west-1"
	configured := s.mustConfigure(config)
	if _, err := data.Clients.Region(t.Context()); err == nil {
		t.Error("an empty region was taken for one")
	}
	if region, err := configured.Clients.Region(t.Context()); region != "eu-west-1" || err != nil {
		t.Errorf("the region is %q, %v", region, err)
	}
	if len(data.IgnoreTags.Keys)+len(data.IgnoreTags.KeyPrefixes) > 0 || data.PollInterval != time.Minute {
		t.Errorf("ignores %+v, polls every %s", data.IgnoreTags, data.PollInterval)
	}
}

// What is wrong with a secret is said without it, whichever argument or block it stands in.
func TestValidate_neverPrintsSecrets(t *testing.T) {
	t.Parallel()
	const secret = "canary"
	schema := newServer(t).schema()
	wrong := map[string]block{
		"proxies":      {"http_proxy": "http://user:canary@[", "https_proxy": "http://user:canary@["},
		"one proxy":    {"http_proxy": "http://user:canary@proxy:3128"},
		"endpoint":     {"endpoints": []any{block{"bedrock": "http://user:canary@["}}},
		"no endpoint":  {"endpoints": []any{block{"bedrock": "user:canary@host"}}},
		"session":      {"assume_role": []any{block{"role_arn": "arn:aws:iam::123456789012:role/a", "policy": `{"canary`}}},
		"external id":  {"assume_role": []any{block{"external_id": strings.Repeat(secret, 300)}}},
		"two tokens":   {"assume_role_with_web_identity": []any{block{"web_identity_token": secret, "web_identity_token_file": "f"}}},
		"all the keys": {},
	}
	for _, attribute := range schema.Block.Attributes {
		if attribute.Sensitive {
			wrong[attribute.Name] = block{attribute.Name: secret}
			wrong["all the keys"][attribute.Name] = secret
		}
	}
	for _, blocks := range schema.Block.BlockTypes {
		for _, attribute := range blocks.Block.Attributes {
			if attribute.Sensitive {
				wrong[blocks.TypeName+"."+attribute.Name] = block{blocks.TypeName: []any{block{attribute.Name: secret}}}
			}
		}
	}
	if len(wrong) < 12 {
		t.Errorf("only %d configurations: where are the sensitive arguments?", len(wrong))
	}
	for name, config := range wrong {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := newServer(t).validate(config)
			if len(diags) == 0 || strings.Contains(texts(diags), secret) {
				t.Error(texts(diags))
			}
		})
	}
}
