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

locals {
  # Nova models train on 8 to 20,000 conversations. A real data set is a file: source = "${path.module}/train.jsonl".
  answers = {
    "Where is my order?"                  = "Open Orders in your account; the tracking link is beside the order."
    "How do I return a jacket?"           = "Print the label under Returns and drop the parcel at any post office within 30 days."
    "Can I change the delivery address?"  = "Yes, until the parcel has left us: choose Change address in the order."
    "My voucher does not work."           = "Vouchers are valid for one order over 20 euros; check its date at the bottom."
    "Do you ship to Norway?"              = "Yes, in 4 to 6 days. Customs fees are shown at the checkout."
    "The zip of my bag broke."            = "We repair zips for two years: send a photo with your order number."
    "How do I delete my account?"         = "Choose Delete account in the settings. Invoices are kept for ten years, as the law asks."
    "When is the sale?"                   = "The summer sale begins on the first Monday of July."
    "Is the blue tent back in stock?"     = "Press Notify me on its page; we write as soon as it is."
    "Can I pay by invoice as a business?" = "Yes, with a VAT number and up to 5,000 euros per month."
  }
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = "support-assistant-"
  force_destroy = true # the job leaves its metrics and more here, which Terraform does not know
}

resource "bedrock_dataset" "train" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "train.jsonl"
  format = "conversation"
  records = [for question, answer in local.answers : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = question }] },
      { role = "assistant", content = [{ text = answer }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "assistant" {
  # A job name can never be used again, so each run gets its own.
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = bedrock_service_role.training.arn
  hyper_parameters         = { epochCount = "2" }

  training_data_config = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config   = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }

  # Apply waits until the model is there, and goes on waiting in the next apply when it was interrupted.
  wait_for = "completed"
  timeouts = { create = "12h" }

  # Destroying the resource deletes the model that it trained. "ABANDON" keeps it in AWS, and without a word nothing is destroyed.
  deletion_policy = "DELETE"

  tags     = { team = "support" }
  job_tags = { run = "example" }

  lifecycle {
    # An apply that ran out of time ends with exit code 1, and nothing that depends on the job begins.
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The training is ${coalesce(self.status, "under way")}. Apply again to wait on; it is not started a second time."
    }
  }
}

output "model_arn" {
  value = bedrock_model_customization_job.assistant.output_model_arn
}

output "training_metrics" {
  description = "Loss and perplexity of every step, as CSV."
  value       = bedrock_model_customization_job.assistant.training_metrics_s3_uri
}
