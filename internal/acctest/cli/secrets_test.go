// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
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
}
`

// Neither a key nor the text of a record is in a log of the highest level, in what Terraform prints, or in the state; also
// not where a record is wrong.
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
	outputs["apply"] = tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(10 * time.Minute) }).OK(t)
	outputs["state"] = tf.Run("state", "pull").OK(t)
	outputs["plan"] = tf.Plan().OK(t)
	outputs["destroy"] = tf.Destroy().OK(t)

	if !strings.Contains(outputs["apply"].Stderr, "CreateModelCustomizationJob") || !strings.Contains(outputs["apply"].Stderr, "PutObject") {
		t.Error("the log does not tell of the requests, so it shows nothing")
	}
	for name, result := range outputs {
		for stream, text := range map[string]string{"output": result.Stdout, "log": result.Stderr} {
			for _, canary := range []string{canaryKey, canaryText} {
				if i := strings.Index(text, canary); i >= 0 {
					t.Errorf("the %s of %s has %q: %s", stream, name, canary, text[max(0, i-200):min(len(text), i+100)])
				}
			}
		}
	}
}
