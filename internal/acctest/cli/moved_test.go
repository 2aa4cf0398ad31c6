// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// awsMirror names a filesystem mirror of providers that has hashicorp/aws.
const awsMirror = "AWS_PROVIDER_MIRROR"

const ofAWS = `
terraform {
  required_providers {
    aws     = { source = "hashicorp/aws" }
    bedrock = { source = "terraform-provider-bedrock/bedrock" }
  }
}

provider "aws" { region = "us-east-1" }
`

const trainedByAWS = `
resource "aws_bedrock_custom_model" "tickets" {
  job_name              = "tickets"
  custom_model_name     = "tickets"
  base_model_identifier = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k"
  role_arn              = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  hyperparameters       = { epochCount = "1" }
  training_data_config { s3_uri = "s3://training-data/train.jsonl" }
  output_data_config { s3_uri = "s3://training-data/output" }
}

resource "aws_bedrock_provisioned_model_throughput" "tickets" {
  provisioned_model_name = "tickets"
  model_arn              = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k"
  model_units            = 1
}
`

const movedToUs = `
moved {
  from = aws_bedrock_custom_model.tickets
  to   = bedrock_model_customization_job.tickets
}

moved {
  from = aws_bedrock_provisioned_model_throughput.tickets
  to   = bedrock_provisioned_model_throughput.tickets
}

resource "bedrock_provisioned_model_throughput" "tickets" {
  provisioned_model_name = "tickets"
  model_id               = "amazon.nova-micro-v1:0:128k"
  model_units            = 1
}
`

// What the real hashicorp/aws has trained and bought is taken over by moved blocks: nothing is trained, bought, replaced or deleted, and a
// destroy ends all of it.
func TestMoved_fromTheRealAWS(t *testing.T) {
	t.Parallel()
	mirror := os.Getenv(awsMirror)
	if mirror == "" {
		t.Skipf("needs hashicorp/aws: %s names no filesystem mirror that has it", awsMirror)
	}
	const hyperParameters = "  hyper_parameters = { epochCount = \"1\" }\n"
	b := newWorkbench(t, trainedByAWS)
	b.Since(8) // which moves between types
	b.Write(map[string]string{"provider.tf": ofAWS})
	config := filepath.Join(t.TempDir(), "terraform.rc")
	// .../registry.terraform.io/<namespace>/<type>/<version>/<platform>/terraform-provider-bedrock
	ours := filepath.Join(acctest.ProviderProgram(t), "..", "..", "..", "..", "..", "..")
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n    include = [\"hashicorp/aws\"]\n  }\n"+
		"  filesystem_mirror {\n    path = %q\n    include = [\"terraform-provider-bedrock/bedrock\"]\n  }\n}\n", mirror, ours)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Setenv("TF_CLI_CONFIG_FILE", config)
	b.Run("init").OK(t)
	b.through("apply", "-auto-approve").OK(t)
	b.cloud.Advance(trained)

	b.Write(map[string]string{"main.tf": training("  job_name = \"tickets\"\n"+hyperParameters) + movedToUs})
	changes, _ := b.PlanChanges()
	for address, change := range changes {
		if change.Change.Actions.Create() || change.Change.Actions.Delete() || change.Change.Actions.Replace() {
			t.Errorf("%s: the plan has %v", address, change.Change.Actions)
		}
	}
	b.through("apply", "-auto-approve").OK(t)
	b.Plan().OK(t)
	if model, _ := b.State()[job].AttributeValues["output_model_arn"].(string); model == "" {
		t.Error("the model is not known")
	}
	b.expectPaid(t, 1)
	bought, ended := b.cloud.Count("CreateProvisionedModelThroughput"), b.cloud.Count("DeleteProvisionedModelThroughput")
	if bought != 1 || ended != 0 || b.cloud.Count("DeleteCustomModel") != 0 {
		t.Errorf("bought %d times, ended %d times", bought, ended)
	}
	b.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, func() { b.cloud.Advance(10 * time.Minute) }).OK(t)
}
