# A module with what a training needs: a bucket, the records in it, and the role. It has no provider block: whoever calls it has one.

terraform {
  required_version = ">= 1.5"

  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "name_prefix" {
  description = "Beginning of the names of the bucket and the role."
  type        = string
  default     = "tickets-"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,20}-$", var.name_prefix))
    error_message = "Small letters, digits and hyphens, with a hyphen at the end."
  }
}

variable "answers" {
  description = "What the model is to learn: answers by question."
  type        = map(string)
  default     = { "Where is my order?" = "On its way." }
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = var.name_prefix
}

resource "bedrock_dataset" "train" {
  bucket  = bedrock_data_bucket.training.bucket
  key     = "train.jsonl"
  format  = "prompt_completion"
  records = [for question, answer in var.answers : jsonencode({ prompt = question, completion = answer })]
}

resource "bedrock_service_role" "training" {
  name_prefix   = var.name_prefix
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

output "role_arn" {
  description = "The role for bedrock_model_customization_job."
  value       = bedrock_service_role.training.arn
}

output "training_data" {
  description = "Where the records are."
  value       = bedrock_dataset.train.s3_uri
}

output "records" {
  description = "How many records there are."
  value       = bedrock_dataset.train.record_count
}
