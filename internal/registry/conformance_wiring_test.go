// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// dataBucket is read by HeadBucket, which Create sends too, and answers nothing that could be empty: the first of its
// settings stands for the read. A refresh takes one request for the bucket and one for each of its eight settings.
func dataBucket() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_data_bucket",
		Dir:     "../service/wiring/databucket/testdata",
		Domains: registry.Of("wiring"),
		Create:  "CreateBucket",
		Read:    "GetPublicAccessBlock",
		Delete:  "DeleteBucket",
		Makes:   []string{"bucket"},
		Replaces: map[string]string{
			"bucket":        `"wiring-other-bucket"`,
			"bucket_prefix": `"other-"`,
		},
		Together: map[string]map[string]string{
			"bucket_prefix": {"bucket": "null"},
		},
		ProviderOnly: map[string]string{"force_destroy": "false", "deletion_policy": `"ABANDON"`},
		SameSpelling: map[string]string{"additional_policy_json": respelledPolicy},
		InPlace: []string{
			"versioning", "kms_key_id", "lifecycle_rules", "cors_rules", "additional_policy_json", "tags", "invocation_log_prefixes",
		},
		RefreshCalls: 9,
		ReadTags:     "GetBucketTagging",
	}
}

// serviceRole has its arguments read back from its policies by an import.
func serviceRole() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_service_role",
		Dir:     "../service/wiring/servicerole/testdata",
		Domains: registry.Of("wiring"),
		Create:  "CreateRole",
		Read:    "GetRole",
		Delete:  "DeleteRole",
		Makes:   []string{"role"},
		Replaces: map[string]string{
			"name":        `"AmazonBedrock-other"`,
			"name_prefix": `"AmazonBedrock-other-"`,
			"path":        `"/other/"`,
		},
		Together: map[string]map[string]string{
			"name_prefix": {"name": "null"},
		},
		ProviderOnly: map[string]string{"deletion_policy": `"ABANDON"`},
		SameSpelling: map[string]string{
			"training_data": `["s3://partner-data-bucket/", "s3://wiring-data-bucket/images/", "s3://wiring-data-bucket/train.jsonl"]`,
		},
		InPlace: []string{
			"description", "permissions_boundary", "purpose", "training_data", "validation_data", "invocation_logs", "output_data",
			"bucket_owners", "data_kms_key_arns", "output_kms_key_arns", "model_kms_key_arn", "vpc_config", "teacher_models",
			"reward_function_arns", "input_data", "invoked_models", "tags", "max_session_duration", "additional_policy_json",
			"log_group_name", "knowledge_base_arns", // which go with purposes that no fixture has
		},
		RefreshCalls: 2,
	}
}

// dataset is read with two requests: the object and its tags. The bucket in its fixtures is not examined here.
func dataset() conformance.Case {
	const unknowable = "an import cannot know the records or the file, which S3 does not keep as such; the plan after it uploads " +
		"nothing, as a test in the package shows"
	return conformance.Case{
		Type:    "bedrock_dataset",
		Dir:     "../service/wiring/dataset/testdata",
		Domains: registry.Of("wiring"),
		Create:  "PutObject",
		Read:    "HeadObject",
		Delete:  "DeleteObjects",
		Makes:   []string{"object"},
		Replaces: map[string]string{
			"bucket": `"wiring-other-bucket"`,
			"key":    `"other.jsonl"`,
		},
		ProviderOnly: map[string]string{
			"deletion_policy": `"ABANDON"`, "used_for": `"training"`, "base_model_identifier": `"amazon.nova-lite-v1:0:300k"`,
		},
		SameSpelling: map[string]string{"kms_key_id": `"11111111-2222-3333-4444-555555555555"`},
		InPlace: []string{
			"source", "records", "records_wo", "records_wo_version", "format", "kms_key_id", "tags",
		},
		RefreshCalls: 2,
		Exempt:       map[string]string{"import_by_id": unknowable, "import_by_identity": unknowable},
	}
}

// respelledPolicy is the policy of max.tf with a list of one action and other white space.
const respelledPolicy = `<<-EOT
	{ "Version": "2012-10-17", "Statement": [{
		"Sid": "InvocationLogs", "Effect": "Allow", "Action": ["s3:PutObject"], "Principal": { "Service": ["bedrock.amazonaws.com"] },
		"Resource": ["arn:aws:s3:::wiring-data-bucket/AWSLogs/*"],
		"Condition": { "StringEquals": { "aws:SourceAccount": ["123456789012"] } }
	}] }
EOT
`

// modelInvocationLoggingConfiguration is read at plan, and again by apply, before anything is overwritten.
func modelInvocationLoggingConfiguration() conformance.Case {
	return conformance.Case{
		Type:        "bedrock_model_invocation_logging_configuration",
		Dir:         "../service/wiring/modelinvocationloggingconfiguration/testdata",
		Domains:     registry.Of("wiring"),
		Prepare:     func(t testing.TB, cloud *acctest.Cloud) { cloud.NewInvocationLogs(t) },
		ID:          "account_id",
		CreateReads: 2,
		Create:      "PutModelInvocationLoggingConfiguration",
		Read:        "GetModelInvocationLoggingConfiguration",
		Delete:      "DeleteModelInvocationLoggingConfiguration",
		Makes:       []string{"model-invocation-logging-configuration"},
		ProviderOnly: map[string]string{
			"deletion_policy": `"ABANDON"`, "overwrite_existing": "true",
		},
		InPlace: []string{
			"cloudwatch_config", "s3_config", "text_data_delivery_enabled", "image_data_delivery_enabled",
			"embedding_data_delivery_enabled", "video_data_delivery_enabled", "audio_data_delivery_enabled",
		},
		RefreshCalls: 1,
		Exempt: map[string]string{
			"empty_answer_is_refused": "AWS answers {} where there is none; the next apply finds the same configuration and takes it over",
		},
	}
}
