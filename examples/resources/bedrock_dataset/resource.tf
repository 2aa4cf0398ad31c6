terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "account_id" {
  description = "The only account this configuration may touch. The default is the simulator's."
  type        = string
  default     = "123456789012"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

resource "bedrock_data_bucket" "training" {
  bucket = "support-assistant-data-${var.account_id}"
}

# A file, checked line by line before anything is uploaded or paid.
resource "bedrock_dataset" "train" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "datasets/train.jsonl"
  source                = "${path.module}/train.jsonl"
  format                = "conversation"
  base_model_identifier = "amazon.nova-micro-v1:0:128k"

  lifecycle {
    postcondition {
      condition     = self.token_estimate < 1000000
      error_message = "Training on ${self.token_estimate} tokens costs more than was agreed."
    }
  }
}

# Records made in Terraform. They are in the state; records_wo and records_wo_version keep them out of it.
resource "bedrock_dataset" "validation" {
  bucket   = bedrock_data_bucket.training.bucket
  key      = "datasets/validation.jsonl"
  format   = "conversation"
  used_for = "validation"

  records = [for question, answer in {
    "Do you ship to Norway?" = "We do, within a week."
    "Can I pay by invoice?"  = "Yes, within 14 days."
    } : jsonencode({
      schemaVersion = "bedrock-conversation-2024"
      messages = [
        { role = "user", content = [{ text = question }] },
        { role = "assistant", content = [{ text = answer }] },
      ]
  })]
}

output "training_uri" {
  description = "For training_data_config of bedrock_model_customization_job."
  value       = bedrock_dataset.train.s3_uri
}

output "records" {
  value = bedrock_dataset.train.record_count
}
