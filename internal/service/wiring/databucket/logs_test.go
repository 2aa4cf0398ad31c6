// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// ofBedrock is the statement that Bedrock adds to the policy of a bucket for whoever configures logging and may change the policy.
const ofBedrock = `{"Sid":"AmazonBedrockLogsWrite","Effect":"Allow","Principal":{"Service":"bedrock.amazonaws.com"},` +
	`"Action":["s3:PutObject"],"Resource":["arn:aws:s3:::wiring-data-bucket/AWSLogs/123456789012/BedrockModelInvocationLogs/*"],` +
	`"Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"},"ArnLike":{"aws:SourceArn":"arn:aws:bedrock:us-east-1:123456789012:*"}}}`

// logged is a bucket with arguments.
func logged(arguments string) string {
	return "resource \"bedrock_data_bucket\" \"test\" {\n bucket = \"" + bucketName + "\"\n" + arguments + "\n}"
}

func policyOf(t *testing.T, cloud *acctest.Cloud) string {
	t.Helper()
	client := acctest.S3Client(cloud, acctest.Region)
	out, err := client.GetBucketPolicy(t.Context(), &s3.GetBucketPolicyInput{Bucket: aws.String(bucketName)})
	return *acctest.Must(t, out, err).Policy
}

// addStatement puts a statement into the policy of the bucket, as somebody else does.
func addStatement(t *testing.T, cloud *acctest.Cloud, statement string) {
	t.Helper()
	policy := strings.Replace(policyOf(t, cloud), `"Statement":[`, `"Statement":[`+statement+",", 1)
	client := acctest.S3Client(cloud, acctest.Region)
	out, err := client.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: aws.String(bucketName), Policy: &policy})
	acctest.Must(t, out, err)
}

func TestDataBucket_takesInvocationLogs(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := logged("force_destroy = true\ninvocation_log_prefixes = [\"invocations\", \"large\"]") + `
	resource "bedrock_model_invocation_logging_configuration" "this" {
		s3_config = {
			bucket_name = bedrock_data_bucket.test.bucket
			key_prefix  = "invocations"
		}
	}`
	plan := w.Plan(t.Context(), config)
	acctest.OK(t, plan.Diagnostics)
	if planned := plan.Change(bucketAddress).Planned.GetAttr("policy"); !planned.IsKnown() ||
		!strings.Contains(planned.AsString(), "/large/AWSLogs/123456789012/BedrockModelInvocationLogs/*") {
		t.Errorf("the policy is planned to be %#v", planned)
	}
	acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
	acctest.Unchanged(t, w, config)

	imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	acctest.OK(t, imported.Import(t.Context(), bucketAddress, "bedrock_data_bucket", bucketName, nil))
	acctest.Unchanged(t, imported, logged(`invocation_log_prefixes = ["invocations", "large"]`))

	without := logged("force_destroy = true")
	acctest.OK(t, w.Apply(t.Context(), without))
	acctest.Unchanged(t, w, without)
	if policy := policyOf(t, cloud); strings.Contains(policy, "AWSLogs") {
		t.Errorf("what is not configured any more is still allowed: %s", policy)
	}
	acctest.Destroyed(t, cloud, w)
}

func TestDataBucket_saysWhatTheKeyOfLogsNeeds(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := logged("invocation_log_prefixes = [\"\"]\nkms_key_id = " +
		`"arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"`)
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Says(t, "key_policy", w.Object(bucketAddress).Attr("key_policy"), "BedrockEncryptsLogs", "kms:GenerateDataKey")
	acctest.Unchanged(t, w, config)
	imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	acctest.OK(t, imported.Import(t.Context(), bucketAddress, "bedrock_data_bucket", bucketName, nil))
	acctest.Unchanged(t, imported, config)
}

// What Bedrock has added is neither shown nor taken away, also when another part of the policy changes; what others add is undone.
func TestDataBucket_leavesWhatBedrockAddsAlone(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := logged("")
	acctest.OK(t, w.Apply(t.Context(), config))
	addStatement(t, cloud, ofBedrock)
	acctest.Unchanged(t, w, config)

	const more = `additional_policy_json = jsonencode({ Version = "2012-10-17", Statement = [{
		Sid = "Theirs", Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::wiring-data-bucket/keep/*"
	}] })`
	acctest.OK(t, w.Apply(t.Context(), logged(more)))
	acctest.Says(t, "policy", policyOf(t, cloud), "AmazonBedrockLogsWrite", "Theirs", "DenyInsecureTransport")
	acctest.Unchanged(t, w, logged(more))

	wider := strings.Replace(ofBedrock, "/AWSLogs/123456789012/BedrockModelInvocationLogs", "", 1)
	addStatement(t, cloud, strings.Replace(wider, "AmazonBedrockLogsWrite", "AmazonBedrockLogsWriteAnywhere", 1))
	plan := w.Plan(t.Context(), logged(more))
	if got := plan.Of(bucketAddress); got != acctest.Update {
		t.Fatalf("a statement that allows more is planned to stay: %s", got)
	}
	acctest.OK(t, w.ApplyPlan(t.Context(), logged(more), plan))
	if policy := policyOf(t, cloud); strings.Contains(policy, "Anywhere") || !strings.Contains(policy, "AmazonBedrockLogsWrite") {
		t.Errorf("the policy is %s", policy)
	}
}

// An argument of a bucket that exists may become unknown: the policy then follows from what the apply makes of it.
func TestDataBucket_changesForARoleThatIsNotThereYet(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), logged("")))
	config := `resource "bedrock_service_role" "reader" {
		purpose       = "model_customization"
		training_data = ["s3://wiring-data-bucket/train.jsonl"]
		output_data   = "s3://wiring-data-bucket/output/"
	}
	` + logged(`additional_policy_json = jsonencode({ Version = "2012-10-17", Statement = [{
		Sid = "Theirs", Effect = "Allow", Principal = { AWS = bedrock_service_role.reader.arn }, Action = "s3:GetObject"
		Resource = "arn:aws:s3:::wiring-data-bucket/*"
	}] })`)
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	acctest.Says(t, "policy", w.Object(bucketAddress).Attr("policy"), w.Object("bedrock_service_role.reader").Attr("arn"))
}
