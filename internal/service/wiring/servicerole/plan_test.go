// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func TestServiceRole_refusesBadArgumentsAtPlan(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	const (
		data   = "training_data = [\"s3://data-bucket/train.jsonl\"]\n"
		output = "output_data = \"s3://data-bucket/output/\"\n"
		both   = data + output
	)
	for _, c := range []struct{ arguments, want string }{
		{output, "reads training_data or, to distil a model, invocation_logs"},
		{data, "writes its metrics below output_data"},
		{both + `invoked_models = ["arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"]`, "is not for the purpose"},
		{both + `log_group_name = "/bedrock"`, "is not for the purpose"},
		{both + `name = "with space"`, "must have 1 to 64 letters"},
		{both + `name_prefix = "AmazonBedrock-with-a-prefix-that-leaves-no-room-for-more"`, "must have 1 to 44 letters"},
		{both + "name = \"a\"\nname_prefix = \"b\"", "cannot be specified when"},
		{both + `description = "trains — and tests"`, "characters of Latin-1"},
		{both + `description = ""`, "1 to 1000"},
		{both + `path = "no-slash"`, "begin and end with a slash"},
		{both + `permissions_boundary = "boundary"`, "must be an ARN"},
		{output + `training_data = ["data-bucket/train.jsonl"]`, "must be an S3 URI"},
		{output + `training_data = []`, "at least 1"},
		{output + `training_data = ["s3://data-bucket//train.jsonl"]`, "begins with a slash"},
		{output + `training_data = ["s3://data-bucket/train.jsonl", null]`, "Null Set Value"},
		{both + `bucket_owners = { data-bucket = null }`, "Null Map Value"},
		{both + `bucket_owners = { data-bucket = "1234" }`, "account id of 12 digits"},
		{both + `data_kms_key_arns = ["alias/key"]`, "must be an ARN"},
		{both + `vpc_config = { subnet_ids = ["vpc-1"], security_group_ids = ["sg-1"] }`, "such as subnet-"},
		{both + `vpc_config = { subnet_ids = [], security_group_ids = ["sg-1"] }`, "at least 1"},
		{both + `teacher_models = ["nova"]`, "must be the id of a foundation model"},
		{both + `max_session_duration = 60`, "between 3600 and 43200"},
		{both + `additional_policy_json = "{}"`, "has no statement"},
		{both + `additional_policy_json = jsonencode({ Statement = { Effect = "allow" } })`, "Effect must be Allow or Deny"},
		{both + `additional_policy_json = jsonencode({ Statement = { Effect = "Allow", Principal = "*" } })`, "names no Principal"},
		{both + `additional_policy_json = jsonencode({ Version = "2008-10-17", Statement = { Effect = "Allow" } })`, "must be of version"},
		{both + `additional_policy_json = jsonencode({ Statement = { Sid = "WriteOutput", Effect = "Allow", Action = "s3:*" } })`,
			"the Sid WriteOutput is that of a statement which the role has anyway"},
		{both + `region = "us-east-9"`, "no AWS region this provider knows"},
		{both + `purpose = "cooking"`, "value must be one of"},
	} {
		purpose := "purpose = \"model_customization\"\n"
		if c.want == "value must be one of" {
			purpose = ""
		}
		acctest.Refused(t, w.PlanOnly(t.Context(), "resource \"bedrock_service_role\" \"test\" {\n"+purpose+c.arguments+"\n}").Diagnostics,
			c.want)
	}
}

func TestServiceRole_plansBesideABucketThatIsNotThereYet(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := `resource "bedrock_data_bucket" "data" {
		bucket_prefix = "wiring-"
	}
	resource "bedrock_service_role" "test" {
		purpose       = "model_customization"
		training_data = ["${bedrock_data_bucket.data.s3_uri}/train.jsonl"]
		output_data   = "${bedrock_data_bucket.data.s3_uri}/output/"
	}`
	plan := w.Plan(t.Context(), config)
	acctest.OK(t, plan.Diagnostics)
	if plan.Change(roleAddress).Planned.GetAttr("permissions_policy").IsKnown() {
		t.Error("the permissions name a bucket that has no name yet")
	}
	acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
	acctest.Unchanged(t, w, config)
	acctest.Destroyed(t, cloud, w)
}

// An argument of a role that exists may become unknown: the policies then follow from what the apply makes of it.
func TestServiceRole_changesForABucketThatIsNotThereYet(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
	config := `resource "bedrock_data_bucket" "data" {
		bucket_prefix = "wiring-"
	}
	resource "bedrock_service_role" "test" {
		name          = "AmazonBedrock-wiring"
		purpose       = "model_customization"
		training_data = ["${bedrock_data_bucket.data.s3_uri}/train.jsonl"]
		output_data   = "s3://wiring-data-bucket/output/"
	}`
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	acctest.Says(t, "permissions_policy", w.Object(roleAddress).Attr("permissions_policy"),
		w.Object("bedrock_data_bucket.data").Attr("bucket")+"/train.jsonl")
	acctest.Destroyed(t, cloud, w)
}
