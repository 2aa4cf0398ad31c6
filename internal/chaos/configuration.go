// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import "fmt"

// configuration is a whole training: what it needs, the job, a copy of the model, and something that depends on the model. Names by chance
// have a share besides: any number of them may have one name, so there is nothing to go by after a kill, under which these names are not
// tried either.
func configuration(n names) string {
	provider, bucket, role, job, target := "", `bucket = "chaos-training"`, `name = "chaos-training"`, `job_name = "chaos"
  custom_model_name = "chaos"`, `target_model_name = "chaos"`
	if n != fixed {
		bucket, role, job, target = `bucket_prefix = "chaos-"`, `name_prefix = "chaos-"`, `job_name_prefix = "chaos-"
  custom_model_name_prefix = "chaos-"`, `target_model_name_prefix = "chaos-"`
	}
	if n == owned {
		provider = `ownership_key       = "a-key-of-this-configuration"`
	}
	root := fmt.Sprintf(training, provider, bucket, role, job, target)
	if n == generated {
		root += share
	}
	return root
}

// organization are the accounts between which models are shared.
func organization() []string { return []string{"123456789012", "210987654321"} }

const share = `
resource "bedrock_custom_model_share" "tickets" {
  name       = "chaos"
  model_arn  = bedrock_model_customization_job.tickets.output_model_arn
  principals = ["210987654321"]
}
`

const training = `terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = ["123456789012"]
  %s
}

resource "bedrock_data_bucket" "training" {
  %s
  force_destroy = true
}

resource "bedrock_dataset" "train" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "train.jsonl"
  format = "conversation"
  records = [for n in range(8) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "Question ${n}" }] },
      { role = "assistant", content = [{ text = "Answer ${n}" }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  %s
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "tickets" {
  %s
  role_arn              = bedrock_service_role.training.arn
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  training_data_config  = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config    = { s3_uri = bedrock_service_role.training.output_data }
  wait_for              = "completed"
  deletion_policy       = "DELETE"
}

resource "bedrock_custom_model_copy" "tickets" {
  %s
  region           = "us-west-2"
  source_model_arn = bedrock_model_customization_job.tickets.output_model_arn
  deletion_policy  = "DELETE"
}

resource "terraform_data" "model" {
  input = bedrock_model_customization_job.tickets.output_model_arn
}
`
