// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// customizationOperations are all that AWS has for custom models, with those for tags.
func customizationOperations() []string {
	return strings.Fields(`
		CreateModelCustomizationJob GetModelCustomizationJob ListModelCustomizationJobs StopModelCustomizationJob
		CreateCustomModel GetCustomModel ListCustomModels DeleteCustomModel
		CreateCustomModelDeployment GetCustomModelDeployment ListCustomModelDeployments UpdateCustomModelDeployment DeleteCustomModelDeployment
		CreateModelImportJob GetModelImportJob ListModelImportJobs GetImportedModel ListImportedModels DeleteImportedModel
		CreateModelCopyJob GetModelCopyJob ListModelCopyJobs
		CreateProvisionedModelThroughput GetProvisionedModelThroughput ListProvisionedModelThroughputs UpdateProvisionedModelThroughput
		DeleteProvisionedModelThroughput
		TagResource UntagResource ListTagsForResource`)
}

// wholeDomain is a root with everything that the domain has. The first generation of what serves is replaced in place by the second.
func wholeDomain(served, team string) string {
	return `
terraform {
  required_providers {
    bedrock = { source = "terraform-provider-bedrock/bedrock" }
  }
}

provider "bedrock" {
  default_deletion_policy = "DELETE"
  default_tags { tags = { ` + team + ` = "support" } }
}

locals { role = "arn:aws:iam::123456789012:role/AmazonBedrock-training" }

resource "bedrock_model_customization_job" "trained" {
  job_name              = "trained"
  custom_model_name     = "trained"
  role_arn              = local.role
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  training_data_config  = { s3_uri = "s3://training-data/train.jsonl" }
  output_data_config    = { s3_uri = "s3://training-data/output" }
  wait_for              = "completed"
}

resource "bedrock_custom_model" "brought" {
  model_name          = "brought"
  role_arn            = local.role
  model_source_config = { s3_data_source = { s3_uri = "s3://training-data/model/" } }
}

resource "bedrock_imported_model" "imported" {
  job_name            = "imported"
  imported_model_name = "imported"
  role_arn            = local.role
  model_data_source   = { s3_data_source = { s3_uri = "s3://training-data/model/" } }
}

resource "bedrock_custom_model_copy" "west" {
  region            = "us-west-2"
  source_model_arn  = bedrock_model_customization_job.trained.output_model_arn
  target_model_name = "west"
}

resource "bedrock_custom_model_deployment" "answers" {
  model_deployment_name = "answers"
  model_arn             = ` + served + `
}

resource "bedrock_provisioned_model_throughput" "answers" {
  provisioned_model_name = "answers"
  model_id               = ` + served + `
  model_units            = 1
}

data "bedrock_custom_models" "all" {
  depends_on = [bedrock_model_customization_job.trained]
}

data "bedrock_imported_models" "all" {
  depends_on = [bedrock_imported_model.imported]
}

data "bedrock_custom_model_copies" "all" {
  region     = "us-west-2"
  depends_on = [bedrock_custom_model_copy.west]
}

data "bedrock_custom_model_deployments" "all" {
  depends_on = [bedrock_custom_model_deployment.answers]
}

data "bedrock_provisioned_model_throughputs" "all" {
  depends_on = [bedrock_provisioned_model_throughput.answers]
}
`
}

// A job that a destroy has to stop.
const unfinished = `
resource "bedrock_model_customization_job" "unfinished" {
  job_name              = "unfinished"
  custom_model_name     = "unfinished"
  role_arn              = local.role
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  training_data_config  = { s3_uri = "s3://training-data/train.jsonl" }
  output_data_config    = { s3_uri = "s3://training-data/output" }
  wait_for              = "created"
}
`

// One root has the whole life of custom models, and AWS carries out every operation that there is for it: the journal has each of them
// with success. What only terraform query asks for, which is younger than the oldest Terraform, is asked by the list resources.
func TestCustomization_everyOperationSucceeds(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	giveArtefacts(t, cloud)
	const trained, brought = "bedrock_model_customization_job.trained.output_model_arn", "bedrock_custom_model.brought.arn"
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": wholeDomain(trained, "team")})
	timeFlies := func() { cloud.Advance(5 * time.Minute) }
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	tf.Plan().OK(t)
	tf.Write(map[string]string{"main.tf": wholeDomain(brought, "owner")})
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	tf.Write(map[string]string{"unfinished.tf": unfinished})
	tf.Apply().OK(t)

	ws := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.Of("customization"), provider.WithClock(wait.SystemClock{}))
	for typ, want := range map[string]int{
		"bedrock_model_customization_job": 2, "bedrock_imported_model": 1, "bedrock_custom_model_deployment": 1,
		"bedrock_provisioned_model_throughput": 1, "bedrock_custom_model_share": 0,
	} {
		found, diags := ws.Query(t.Context(), typ)
		if len(found) != want || diags.Errors() != "" {
			t.Errorf("a query finds %d of %s, want %d: %s", len(found), typ, want, diags.Errors())
		}
	}
	tf.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, func() {
		if cloud.Count("StopModelCustomizationJob") > 0 { // before, the job would be done when the destroy comes to it
			timeFlies()
		}
	}).OK(t)

	succeeded := map[string]bool{}
	for _, entry := range cloud.Journal() {
		succeeded[entry.Operation] = succeeded[entry.Operation] || entry.Status < 300
	}
	operations := customizationOperations()
	if len(operations) != 27+3 {
		t.Errorf("the domain has 27 operations, and three for tags; %d are looked for", len(operations))
	}
	for _, operation := range operations {
		if !succeeded[operation] {
			t.Errorf("%s did not succeed once", operation)
		}
	}
	models := slices.DeleteFunc(cloud.Objects(), func(o simulator.Object) bool { return !strings.Contains(o.ARN, ":bedrock:") })
	if len(models) > 0 {
		t.Errorf("left behind: %+v", models)
	}
}
