// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import "fmt"

// configuration is a whole training: what it needs, the job, and something that depends on the model.
func configuration(n names) string {
	provider, bucket, role, job := "", `bucket = "chaos-training"`, `name = "chaos-training"`, `job_name = "chaos"
  custom_model_name = "chaos"`
	if n != fixed {
		bucket, role, job = `bucket_prefix = "chaos-"`, `name_prefix = "chaos-"`, `job_name_prefix = "chaos-"
  custom_model_name_prefix = "chaos-"`
	}
	if n == owned {
		provider = `ownership_key       = "a-key-of-this-configuration"`
	}
	return fmt.Sprintf(training, provider, bucket, role, job)
}

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

resource "terraform_data" "model" {
  input = bedrock_model_customization_job.tickets.output_model_arn
}
`
