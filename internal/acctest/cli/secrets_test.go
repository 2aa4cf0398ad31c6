// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	// canaryKey is the secret access key, and canaryText stands in every record of the data set.
	canaryKey  = "canary-secret-access-key-0123456789"
	canaryText = "canary-of-a-confidential-conversation"
)

const fromDataToModel = `
resource "bedrock_data_bucket" "training" {
  bucket_prefix = "canary-"
  force_destroy = true
}

resource "bedrock_dataset" "train" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "train.jsonl"
  format = "conversation"
  source = "train.jsonl"
}

resource "bedrock_service_role" "training" {
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
  purpose       = "model_customization"
}

resource "bedrock_model_customization_job" "tickets" {
  job_name_prefix          = "canary-"
  custom_model_name_prefix = "canary-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = bedrock_service_role.training.arn
  training_data_config     = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config       = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }
  wait_for                 = "completed"
  deletion_policy          = "DELETE"
}
`

// Neither a key nor the text of a record is in a log of the highest level, in what Terraform prints, or in the state; also
// not where a record is wrong, or AWS takes none.
func TestSecrets_areNowhere(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	record := `{"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"` + canaryText +
		`"}]},{"role":"assistant","content":[{"text":"` + canaryText + `"}]}]}` + "\n"
	tf := acctest.NewTerraform(t, cloud, map[string]string{
		"provider.tf": providerBlock, "main.tf": fromDataToModel,
		"train.jsonl": strings.Repeat(record, 20) + `{"messages": "` + canaryText + `"}` + "\n",
	})
	tf.Setenv("TF_LOG", "TRACE")
	tf.Setenv("AWS_SECRET_ACCESS_KEY", canaryKey)

	outputs := map[string]acctest.Result{"refusal": tf.Plan().Exits(t, 1).Says(t, "line 21")}
	tf.Write(map[string]string{"train.jsonl": strings.Repeat(record, 20)})
	cloud.AddFault(simulator.Fault{Operation: "PutObject", Status: 403, Code: "AccessDenied", Times: -1})
	outputs["refused upload"] = tf.Apply().Exits(t, 1).Says(t, "s3:PutObject")
	cloud.ClearFaults()
	outputs["apply"] = tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(10 * time.Minute) }).OK(t)
	outputs["state"] = tf.Run("state", "pull").OK(t)
	outputs["plan"] = tf.Plan().OK(t)
	outputs["destroy"] = tf.Destroy().OK(t)

	if !strings.Contains(outputs["apply"].Stderr, "CreateModelCustomizationJob") || !strings.Contains(outputs["apply"].Stderr, "PutObject") {
		t.Error("the log does not tell of the requests, so it shows nothing")
	}
	nowhere(t, outputs, canaryKey, canaryText)
}

// nowhere checks that canaries are in no output.
func nowhere(t *testing.T, outputs map[string]acctest.Result, canaries ...string) {
	t.Helper()
	for name, result := range outputs {
		for stream, text := range map[string]string{"output": result.Stdout, "log": result.Stderr} {
			for _, canary := range canaries {
				if i := strings.Index(text, canary); i >= 0 {
					t.Errorf("the %s of %s has %q: %s", stream, name, canary, text[max(0, i-200):min(len(text), i+100)])
				}
			}
		}
	}
}

const privateProvider = `
terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "ownership_key" {
  type      = string
  sensitive = true
}

provider "bedrock" {
  ownership_key = var.ownership_key

  assume_role {
    role_arn    = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
    external_id = "canary-of-an-external-id"
  }
}
`

// fromEphemeral has texts that Terraform itself shows and keeps nowhere.
const fromEphemeral = `
variable "text" {
  type      = string
  ephemeral = true
}

variable "role" {
  type = string
}

resource "bedrock_use_case_for_model_access" "account" {
  form_data_wo = {
    company_name    = var.text
    company_website = "https://www.example.com"
    intended_users  = "0"
    industry_option = "Energy"
    use_cases       = var.text
  }
}

resource "bedrock_dataset" "train" {
  bucket             = "training-data"
  key                = "canary.jsonl"
  format             = "conversation"
  records_wo_version = 1
  records_wo = [jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = var.role, content = [{ text = var.text }] },
      { role = "assistant", content = [{ text = var.text }] },
    ]
  })]
}
`

// Keys and tokens of the environment and what is write-only are in no log and in no output of runs that fail: at a record that
// is wrong, at credentials that are refused, at AWS's refusal of what they stand in.
func TestSecrets_areNowhereWhenAWSRefuses(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.NewTraining(t)
	tf := acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": privateProvider, "main.tf": fromEphemeral}).Since(ephemeral)
	for variable, value := range map[string]string{
		"TF_LOG": "TRACE", "TF_VAR_text": canaryText, "TF_VAR_ownership_key": "canary-of-an-ownership-key", "TF_VAR_role": "nobody",
		"AWS_SECRET_ACCESS_KEY": canaryKey, "AWS_SESSION_TOKEN": "canary-of-a-session-token",
		"AWS_BEARER_TOKEN_BEDROCK": "canary-of-a-bearer-token",
	} {
		tf.Setenv(variable, value)
	}
	refuse := func(operation string) {
		cloud.AddFault(simulator.Fault{Operation: operation, Status: 403, Code: "AccessDenied", Times: -1})
	}

	outputs := map[string]acctest.Result{"refused plan": tf.Plan().Exits(t, 1).Says(t, "line 1", "messages[0].role")}
	tf.Setenv("TF_VAR_role", "user")
	refuse("AssumeRole")
	outputs["refused credentials"] = tf.Apply().Exits(t, 1).Says(t, "AmazonBedrock-training")
	cloud.ClearFaults()
	refuse("PutObject")
	refuse("PutUseCaseForModelAccess")
	outputs["refused apply"] = tf.Apply().Exits(t, 1).Says(t, "s3:PutObject", "bedrock:PutUseCaseForModelAccess")
	outputs["state after it"] = tf.Run("state", "pull").OK(t)
	cloud.ClearFaults()
	outputs["apply"] = tf.Apply().OK(t)
	outputs["state"] = tf.Run("state", "pull").OK(t)
	refuse("HeadObject")
	refuse("GetUseCaseForModelAccess")
	outputs["refused refresh"] = tf.Plan().Exits(t, 1)
	cloud.ClearFaults()
	refuse("DeleteObjects")
	outputs["refused destroy"] = tf.Destroy().Exits(t, 1)
	cloud.ClearFaults()
	outputs["destroy"] = tf.Destroy().OK(t)
	if log := outputs["refused apply"].Stderr; !strings.Contains(log, "PutUseCaseForModelAccess") || !strings.Contains(log, "PutObject") {
		t.Error("the log does not tell of the requests, so it shows nothing")
	}
	nowhere(t, outputs, "canary-of", canaryKey)
}
