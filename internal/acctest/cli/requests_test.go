// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// Twenty look-ups in a plan share one answer.
func TestRequests_ofTwentyModelsAreOne(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": providerBlock, "main.tf": `
locals {
  models = ["amazon.nova-pro-v1:0", "amazon.nova-lite-v1:0", "amazon.nova-micro-v1:0", "anthropic.claude-sonnet-4-6"]
}

data "bedrock_foundation_model" "models" {
  count    = 20
  model_id = local.models[count.index % 4]
}

output "names" {
  value = data.bedrock_foundation_model.models[*].model_name
}
`})
	tf.Plan().Exits(t, 2).Says(t, "Nova Micro", "Claude Sonnet 4.6")
	if n := cloud.Count("ListFoundationModels"); n != 1 {
		t.Errorf("ListFoundationModels was called %d times", n)
	}
	if n := cloud.Count("GetCallerIdentity"); n > 1 {
		t.Errorf("GetCallerIdentity was called %d times", n)
	}
	if n := len(cloud.Journal()); n > 2 {
		t.Errorf("%d requests: %+v", n, cloud.Journal())
	}
}

// terraform validate needs no AWS and asks none, whatever the configuration holds.
func TestRequests_ofValidateAreNone(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName)+dependents+`
data "bedrock_foundation_model" "nova" {
  model_id = "amazon.nova-pro-v1:0"
}

resource "bedrock_data_bucket" "data" {
  bucket = "validate-only"
}
`)
	b.Run("validate").OK(t)
	if sent := b.requests(); len(sent) > 0 {
		t.Errorf("sent %+v", sent)
	}
	for _, variable := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL"} {
		b.Setenv(variable, "")
	}
	b.Run("validate").OK(t)
}

// A plan of a job that has ended asks once whose the credentials are, and reads the job once, with its model, the tags of both
// and when its data were written.
func TestRequests_ofARefreshAreFew(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	b.apply().OK(t)
	before := len(b.requests())
	b.Plan().OK(t)
	if sent := b.requests()[before:]; len(sent) > 6 {
		t.Errorf("%d requests: %+v", len(sent), sent)
	}
}
