// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// awsMirror names a filesystem mirror of providers that has hashicorp/aws.
const awsMirror = "AWS_PROVIDER_MIRROR"

const bothProviders = `
terraform {
  required_providers {
    aws     = { source = "hashicorp/aws" }
    bedrock = { source = "terraform-provider-bedrock/bedrock" }
  }
}

provider "aws" { region = "us-east-1" }

provider "bedrock" { poll_interval = "1s" }
`

const madeByAWS = `
resource "aws_bedrock_custom_model" "tickets" {
  job_name              = "tickets"
  custom_model_name     = "tickets"
  base_model_identifier = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k"
  role_arn              = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  hyperparameters       = { epochCount = "1" }
  tags                  = { team = "support" }
  training_data_config { s3_uri = "s3://training-data/train.jsonl" }
  output_data_config { s3_uri = "s3://training-data/output" }
}

resource "aws_bedrock_provisioned_model_throughput" "tickets" {
  provisioned_model_name = "tickets"
  model_arn              = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k"
  model_units            = 1
  tags                   = { team = "support" }
}

resource "aws_bedrock_inference_profile" "tickets" {
  name        = "tickets"
  description = "Answers about tickets"
  tags        = { team = "support" }
  model_source { copy_from = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0" }
}

resource "aws_bedrock_model_invocation_logging_configuration" "tickets" {
  logging_config {
    embedding_data_delivery_enabled = false
    s3_config {
      bucket_name = "invocation-logs"
      key_prefix  = "bedrock"
    }
    cloudwatch_config {
      log_group_name = "/bedrock/invocations"
      role_arn       = "arn:aws:iam::123456789012:role/AmazonBedrock-logging"
    }
  }
}
`

const movedToUs = `
resource "bedrock_provisioned_model_throughput" "tickets" {
  provisioned_model_name = "tickets"
  model_id               = "amazon.nova-micro-v1:0:128k"
  model_units            = 1
  tags                   = { team = "support" }
}

resource "bedrock_inference_profile" "tickets" {
  name         = "tickets"
  description  = "Answers about tickets"
  tags         = { team = "support" }
  model_source = { copy_from = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0" }
}

resource "bedrock_model_invocation_logging_configuration" "tickets" {
  embedding_data_delivery_enabled = false
  s3_config = {
    bucket_name = "invocation-logs"
    key_prefix  = "bedrock"
  }
  cloudwatch_config = {
    log_group_name = "/bedrock/invocations"
    role_arn       = "arn:aws:iam::123456789012:role/AmazonBedrock-logging"
  }
}
`

// move is one type of hashicorp/aws that a moved block brings here, and the operations that make and end its objects.
type move struct{ from, to, creates, deletes string }

func moves() []move {
	return []move{
		{"aws_bedrock_custom_model", jobType, "CreateModelCustomizationJob", "DeleteCustomModel"},
		{"aws_bedrock_provisioned_model_throughput", "bedrock_provisioned_model_throughput",
			"CreateProvisionedModelThroughput", "DeleteProvisionedModelThroughput"},
		{"aws_bedrock_inference_profile", "bedrock_inference_profile", "CreateInferenceProfile", "DeleteInferenceProfile"},
		{"aws_bedrock_model_invocation_logging_configuration", "bedrock_model_invocation_logging_configuration",
			"PutModelInvocationLoggingConfiguration", "DeleteModelInvocationLoggingConfiguration"},
	}
}

// besideAWS is a workbench in which the real hashicorp/aws is installed beside our provider.
func besideAWS(t *testing.T, config string) *workbench {
	t.Helper()
	mirror := os.Getenv(awsMirror)
	if mirror == "" {
		t.Skipf("needs hashicorp/aws: %s names no filesystem mirror that has it", awsMirror)
	}
	b := newWorkbench(t, config)
	b.Since(8) // which moves between types
	b.Within(10 * time.Minute)
	b.Write(map[string]string{"provider.tf": bothProviders})
	settings := filepath.Join(t.TempDir(), "terraform.rc")
	// .../registry.terraform.io/<namespace>/<type>/<version>/<platform>/terraform-provider-bedrock
	ours := filepath.Join(acctest.ProviderProgram(t), "..", "..", "..", "..", "..", "..")
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n    include = [\"hashicorp/aws\"]\n  }\n"+
		"  filesystem_mirror {\n    path = %q\n    include = [\"terraform-provider-bedrock/bedrock\"]\n  }\n}\n", mirror, ours)
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Setenv("TF_CLI_CONFIG_FILE", settings)
	b.Run("init").OK(t)
	return b
}

// sends is how many requests a run of Terraform sends.
func (b *workbench) sends(run func()) int {
	before := len(b.cloud.Journal())
	run()
	return len(b.cloud.Journal()) - before
}

// What the real hashicorp/aws has trained, bought and configured is taken over by moved blocks: nothing is trained, bought, replaced or
// deleted, the second plan is empty, and a destroy ends all of it.
func TestInterop_takesOverWhatAWSHasMade(t *testing.T) {
	t.Parallel()
	b := besideAWS(t, madeByAWS)
	b.cloud.NewInvocationLogs(t)
	b.through("apply", "-auto-approve").OK(t)
	b.cloud.Advance(trained)
	b.Run("apply", "-refresh-only", "-auto-approve").OK(t)
	theirs := b.sends(func() { b.Run("plan").OK(t) })
	if made := len(b.State()); made != len(moves()) {
		t.Fatalf("hashicorp/aws has made %d objects, want %d", made, len(moves()))
	}

	config := training("  job_name = \"tickets\"\n  hyper_parameters = { epochCount = \"1\" }\n"+
		"  tags = { team = \"support\" }\n  job_tags = { team = \"support\" }\n") + movedToUs
	for _, m := range moves() {
		config += fmt.Sprintf("\nmoved {\n  from = %s.tickets\n  to   = %s.tickets\n}\n", m.from, m.to)
	}
	b.configure(config)
	b.Plan("-refresh=false").Exits(t, 1).Says(t, "was moved here and not read")
	changes, planned := b.PlanChanges()
	for _, m := range moves() {
		change := changes[m.to+".tickets"]
		if change == nil || change.PreviousAddress != m.from+".tickets" {
			t.Fatalf("%s is not moved to %s\n%s", m.from, m.to, planned)
		}
		if actions := change.Change.Actions; actions.Create() || actions.Delete() || actions.Replace() {
			t.Errorf("%s: the plan has %v", m.to, actions)
		}
	}
	b.through("apply", "-auto-approve").OK(t).Says(t, "0 added", "0 destroyed")
	ours := b.sends(func() { b.Plan().OK(t) })
	if model, _ := b.State()[job].AttributeValues["output_model_arn"].(string); model == "" {
		t.Error("the model is not known")
	}
	var report strings.Builder
	table := tabwriter.NewWriter(&report, 0, 4, 2, ' ', 0)
	for _, m := range moves() {
		made, ended := b.cloud.Count(m.creates), b.cloud.Count(m.deletes)
		fmt.Fprintf(table, "%s\tto %s\tmade again: %d\treplaced or deleted: %d\n", m.from, m.to, made-1, ended)
		if made != 1 || ended != 0 {
			t.Errorf("%s: made %d times, ended %d times", m.to, made, ended)
		}
	}
	table.Flush()
	t.Logf("moved from hashicorp/aws, second plan empty:\n%srequests of a plan of these objects: %d by hashicorp/aws, %d by bedrock",
		&report, theirs, ours)
	b.through("destroy", "-auto-approve").OK(t)
	b.expectNothingLeft(t)
}

// A root of both providers: bucket, data, roles and their policies of hashicorp/aws; training, deployment and evaluation of ours.
const bringYourOwn = `
locals {
  bucket = "support-assistant-training"
  models = ["amazon.nova-lite-v1:0"]
}

resource "aws_s3_bucket" "training" {
  bucket        = local.bucket
  force_destroy = true # the jobs write their results into it
}

data "bedrock_data_bucket_policy" "training" {
  bucket     = aws_s3_bucket.training.bucket
  account_id = "123456789012"
}

resource "aws_s3_bucket_policy" "training" {
  bucket = aws_s3_bucket.training.bucket
  policy = data.bedrock_data_bucket_policy.training.policy
}

resource "aws_s3_object" "train" {
  bucket = aws_s3_bucket.training.bucket
  key    = "train.jsonl"
  content = join("", [for i in range(40) : "${jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "Where is order ${i}?" }] },
      { role = "assistant", content = [{ text = "It left on day ${i}." }] },
    ]
  })}\n"])
}

resource "aws_s3_object" "prompts" {
  bucket  = aws_s3_bucket.training.bucket
  key     = "prompts.jsonl"
  content = join("", [for i in range(40) : "${jsonencode({ prompt = "Where is order ${i}?", referenceResponse = "It left." })}\n"])
}

data "bedrock_service_role_policy" "training" {
  purpose       = "model_customization"
  account_id    = "123456789012"
  training_data = ["s3://${local.bucket}/train.jsonl"]
  output_data   = "s3://${local.bucket}/output/"
}

data "bedrock_service_role_policy" "evaluation" {
  purpose        = "evaluation_automatic"
  account_id     = "123456789012"
  input_data     = ["s3://${local.bucket}/prompts.jsonl"]
  output_data    = "s3://${local.bucket}/results/"
  invoked_models = local.models
}

locals {
  documents = { training = data.bedrock_service_role_policy.training, evaluation = data.bedrock_service_role_policy.evaluation }
}

resource "aws_iam_role" "jobs" {
  for_each           = local.documents
  name               = "AmazonBedrock-${each.key}-of-both"
  assume_role_policy = each.value.trust_policy
}

resource "aws_iam_role_policy" "jobs" {
  for_each = local.documents
  role     = aws_iam_role.jobs[each.key].name
  policy   = each.value.permissions_policy
}

resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = aws_iam_role.jobs["training"].arn
  training_data_config     = { s3_uri = "s3://${local.bucket}/${aws_s3_object.train.key}" }
  output_data_config       = { s3_uri = "s3://${local.bucket}/output/" }
  wait_for                 = "completed"
  deletion_policy          = "DELETE"

  depends_on = [aws_iam_role_policy.jobs, aws_s3_bucket_policy.training]
}

resource "bedrock_custom_model_deployment" "assistant" {
  model_deployment_name = "support-assistant"
  model_arn             = bedrock_model_customization_job.assistant.output_model_arn
}

resource "bedrock_evaluation_job" "assistant" {
  job_name_prefix  = "support-assistant-"
  role_arn         = aws_iam_role.jobs["evaluation"].arn
  inference_config = { models = [for id in local.models : { bedrock_model = { model_identifier = id } }] }
  evaluation_config = { automated = { dataset_metric_configs = [{
    task_type    = "QuestionAndAnswer"
    dataset      = { name = "Prompts", dataset_location = { s3_uri = "s3://${local.bucket}/${aws_s3_object.prompts.key}" } }
    metric_names = ["Builtin.Accuracy"]
  }] } }
  output_data_config = { s3_uri = "s3://${local.bucket}/results/" }
  wait_for           = "completed"

  depends_on = [aws_iam_role_policy.jobs, aws_s3_bucket_policy.training]
}
`

// Roles, bucket and data that the real hashicorp/aws makes serve the jobs of the same root: one apply, an empty plan, and a destroy that
// leaves nothing of either provider.
func TestInterop_worksBesideAWS(t *testing.T) {
	t.Parallel()
	b := besideAWS(t, bringYourOwn)
	there := b.objects()
	b.through("apply", "-auto-approve").OK(t)
	b.Plan().OK(t)
	made := map[string]int{}
	for _, resource := range b.State() {
		made[resource.Type]++
	}
	var report strings.Builder
	for _, typ := range slices.SortedFunc(maps.Keys(made), cmp.Compare) {
		fmt.Fprintf(&report, " %d %s,", made[typ], typ)
	}
	b.through("destroy", "-auto-approve").OK(t)
	if left := b.objects(); !slices.Equal(left, there) {
		t.Errorf("left behind: %v, and before there was %v", left, there)
	}
	t.Logf("in one root, second plan empty, destroyed to nothing:%s", strings.TrimSuffix(report.String(), ","))
}

// objects are what there is in the simulated account, but the records of jobs, which AWS keeps.
func (b *workbench) objects() (found []string) {
	for _, object := range b.cloud.Objects() {
		if !strings.HasSuffix(object.Type, "-job") {
			found = append(found, object.ARN)
		}
	}
	slices.Sort(found)
	return found
}
