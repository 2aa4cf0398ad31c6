// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucketpolicy_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// written is what the data source writes for arguments, without a question to AWS.
func written(t *testing.T, arguments string) cty.Value {
	t.Helper()
	cloud, w := acctest.Start(t, registry.Of("wiring"))
	acctest.OK(t, w.Apply(t.Context(), `data "bedrock_data_bucket_policy" "test" {
		bucket     = "data-bucket"
		account_id = "123456789012"
		`+arguments+`
	}`))
	if requests := cloud.Journal(); len(requests) > 0 {
		t.Errorf("AWS was asked %d times", len(requests))
	}
	return w.Data("bedrock_data_bucket_policy.test")
}

// statements are those of a policy document, by id.
func statements(t *testing.T, document cty.Value) map[string]any {
	t.Helper()
	var policy struct{ Statement []map[string]any }
	if err := json.Unmarshal([]byte(document.AsString()), &policy); err != nil {
		t.Fatal(err)
	}
	byID := map[string]any{}
	for _, statement := range policy.Statement {
		byID[statement["Sid"].(string)] = statement
	}
	return byID
}

func TestDataBucketPolicy_ofABucketThatNobodyElseUses(t *testing.T) {
	t.Parallel()
	data := written(t, "")
	if all := statements(t, data.GetAttr("policy")); len(all) != 1 || all["DenyInsecureTransport"] == nil {
		t.Errorf("the bucket policy says %v", all)
	}
	if key := data.GetAttr("key_policy"); !key.IsNull() {
		t.Errorf("the key needs %s", key.AsString())
	}
	if n := data.GetAttr("cors_rules").LengthInt(); n != 0 {
		t.Errorf("there are %d CORS rules", n)
	}
}

// The statement is that of https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html.
func TestDataBucketPolicy_letsBedrockWriteLogs(t *testing.T) {
	t.Parallel()
	data := written(t, `invocation_log_prefixes = ["", "large"]`)
	want := map[string]any{
		"Sid": "AmazonBedrockLogsWrite", "Effect": "Allow", "Principal": map[string]any{"Service": "bedrock.amazonaws.com"},
		"Action": "s3:PutObject",
		"Resource": []any{
			"arn:aws:s3:::data-bucket/AWSLogs/123456789012/BedrockModelInvocationLogs/*",
			"arn:aws:s3:::data-bucket/large/AWSLogs/123456789012/BedrockModelInvocationLogs/*",
		},
		"Condition": map[string]any{
			"StringEquals": map[string]any{"aws:SourceAccount": "123456789012"},
			"ArnLike":      map[string]any{"aws:SourceArn": "arn:aws:bedrock:us-east-1:123456789012:*"},
		},
	}
	if diff := cmp.Diff(want, statements(t, data.GetAttr("policy"))["AmazonBedrockLogsWrite"]); diff != "" {
		t.Errorf("bucket policy (-want +got):\n%s", diff)
	}
	key := statements(t, data.GetAttr("key_policy"))
	if len(key) != 1 || key["BedrockEncryptsLogs"].(map[string]any)["Action"] != "kms:GenerateDataKey" {
		t.Errorf("the key policy says %v", key)
	}
}

func TestDataBucketPolicy_letsRolesOfOthersIn(t *testing.T) {
	t.Parallel()
	data := written(t, `
		reader_role_arns      = ["arn:aws:iam::210987654321:role/reader"]
		writer_role_arns      = ["arn:aws:iam::210987654321:role/writer"]
		model_role_arns       = ["arn:aws:iam::210987654321:role/writer"]
		human_evaluation      = true
		encrypted_evaluations = true
	`)
	policy, key := statements(t, data.GetAttr("policy")), statements(t, data.GetAttr("key_policy"))
	for id, role := range map[string]string{"RolesRead": "reader", "RolesList": "reader", "RolesWrite": "writer", "RolesFind": "writer"} {
		want := map[string]any{"AWS": "arn:aws:iam::210987654321:role/" + role}
		statement, _ := policy[id].(map[string]any)
		if diff := cmp.Diff(want, statement["Principal"]); diff != "" {
			t.Errorf("principal of %s (-want +got):\n%s", id, diff)
		}
	}
	for id, service := range map[string]string{
		"RolesDecryptObjects": "s3.us-east-1.amazonaws.com", "RolesEncryptObjects": "s3.us-east-1.amazonaws.com",
		"RolesEncryptModels": "bedrock.us-east-1.amazonaws.com",
	} {
		want := map[string]any{"StringLike": map[string]any{"kms:ViaService": service}}
		statement, _ := key[id].(map[string]any)
		if diff := cmp.Diff(want, statement["Condition"]); diff != "" {
			t.Errorf("condition of %s (-want +got):\n%s", id, diff)
		}
	}
	if key["BedrockEncryptsEvaluations"] == nil || key["BedrockDescribesKey"] == nil || key["BedrockEncryptsLogs"] != nil {
		t.Errorf("the key policy says %v", key)
	}
	origins := data.GetAttr("cors_rules").Index(cty.NumberIntVal(0)).GetAttr("allowed_origins")
	if got := origins.Index(cty.NumberIntVal(0)).AsString(); got != "https://mturk-console-template-preview-hooks.s3.amazonaws.com" {
		t.Errorf("pages of %s may read the bucket", got)
	}
}

func TestDataBucketPolicy_refuses(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("wiring"))
	for arguments, want := range map[string]string{
		`bucket = "Data"`: "lower-case", "bucket = \"data\"\naccount_id = \"1\"": "account id of 12 digits",
		"bucket = \"data\"\ninvocation_log_prefixes = [\"/logs\"]":                     "begins with a slash",
		"bucket = \"data\"\nreader_role_arns = [\"arn:aws:iam::123456789012:root\"]":   "must be an ARN",
		"bucket = \"data\"\nwriter_role_arns = [\"arn:aws:iam::123456789012:role/*\"]": "is not the ARN of one resource",
	} {
		acctest.Refused(t, w.Apply(t.Context(), "data \"bedrock_data_bucket_policy\" \"test\" {\n"+arguments+"\n}"), want)
	}
}
