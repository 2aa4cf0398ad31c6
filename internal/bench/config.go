// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

// objectsConfig trains many models on one small data set and uploads many more. It takes the number of jobs and the number
// of data sets besides the one.
const objectsConfig = `
provider "bedrock" {
  region = "us-east-1"
}

resource "bedrock_data_bucket" "training" {
  bucket        = "many-objects"
  force_destroy = true
}

resource "bedrock_dataset" "training" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "train.jsonl"
  format = "conversation"
  records = [for i in range(40) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "What is ${i} and 1?" }] },
      { role = "assistant", content = [{ text = tostring(i + 1) }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  purpose       = "model_customization"
  training_data = [bedrock_dataset.training.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "many" {
  count = %d

  job_name              = "job-${count.index}"
  custom_model_name     = "model-${count.index}"
  role_arn              = bedrock_service_role.training.arn
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  training_data_config  = { s3_uri = bedrock_dataset.training.s3_uri }
  output_data_config    = { s3_uri = bedrock_service_role.training.output_data }
  wait_for              = "completed"
  deletion_policy       = "DELETE"
}

resource "bedrock_dataset" "many" {
  count = %d

  bucket = bedrock_data_bucket.training.bucket
  key    = "many/${count.index}.jsonl"
  format = "conversation"
  records = [jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "What is ${count.index} and 1?" }] },
      { role = "assistant", content = [{ text = tostring(count.index + 1) }] },
    ]
  })]
}
`

// datasetConfig plans to upload a file. It takes the path.
const datasetConfig = `
provider "bedrock" {
  region = "us-east-1"
}

resource "bedrock_dataset" "large" {
  bucket = "any-bucket"
  key    = "large.jsonl"
  source = %q
  format = "conversation"
}
`

// uploadConfig uploads a file. It takes the path.
const uploadConfig = `
provider "bedrock" {
  region = "us-east-1"
}

resource "bedrock_data_bucket" "large" {
  bucket        = "large-data-sets"
  force_destroy = true
}

resource "bedrock_dataset" "large" {
  bucket = bedrock_data_bucket.large.bucket
  key    = "large.jsonl"
  source = %q
  format = "conversation"
}
`
