# Step 5: fine-tune a model, and look at how the loss fell. In the console: "Custom models", "Create fine-tuning job".
#
# On AWS: 248 tickets, read three times, are about 81,000 tokens, which is about 8 cents with Nova Micro, once; the model is stored for
# 1.95 USD a month until it is destroyed. Step 11 reckons it with today's prices. It takes an hour or two.

terraform {
  required_version = ">= 1.5"

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

variable "base_model_identifier" {
  description = "The model to train, of step 2."
  type        = string
  default     = "amazon.nova-micro-v1:0:128k"
}

variable "bucket" {
  description = "The bucket of step 4. Without it, this step makes its own."
  type        = string
  default     = null
}

variable "training_data" {
  description = "S3 URI of the training data, of step 4. Without it, this step uploads the validation file, to train on."
  type        = string
  default     = null
}

variable "validation_data" {
  description = "S3 URI of the validation data, of step 4."
  type        = string
  default     = null
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

locals {
  bucket        = var.bucket == null ? one(bedrock_data_bucket.own[*].bucket) : var.bucket
  training_data = var.training_data == null ? one(bedrock_dataset.own[*].s3_uri) : var.training_data
  output_uri    = "s3://${local.bucket}/output/"
}

# What step 4 has made, where this step runs alone.
resource "bedrock_data_bucket" "own" {
  count         = var.bucket == null ? 1 : 0
  bucket_prefix = "larkbike-tickets-"
  force_destroy = true
}

resource "bedrock_dataset" "own" {
  count                 = var.training_data == null ? 1 : 0
  bucket                = local.bucket
  key                   = "datasets/small.jsonl"
  source                = "${path.module}/../../quickstart/data/tickets-validation.jsonl"
  format                = "conversation"
  base_model_identifier = var.base_model_identifier
}

resource "bedrock_service_role" "training" {
  purpose         = "model_customization"
  training_data   = [local.training_data]
  validation_data = var.validation_data == null ? null : [var.validation_data]
  output_data     = local.output_uri
}

resource "bedrock_model_customization_job" "tickets" {
  job_name_prefix          = "larkbike-tickets-"
  custom_model_name_prefix = "larkbike-tickets-"
  base_model_identifier    = var.base_model_identifier
  role_arn                 = bedrock_service_role.training.arn
  hyper_parameters         = { epochCount = "3" }

  training_data_config   = { s3_uri = local.training_data }
  validation_data_config = var.validation_data == null ? null : { validators = [{ s3_uri = var.validation_data }] }
  output_data_config     = { s3_uri = local.output_uri }

  wait_for        = "completed"
  timeouts        = { create = "12h" }
  deletion_policy = "DELETE" # a destroy deletes the model, which was paid for: without this line it stops
  tags            = { tutorial = "fine-tune" }

  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The training is ${coalesce(self.status, "under way")}. Apply again to wait on; it is not started a second time."
    }
  }
}

data "bedrock_training_metrics" "tickets" {
  training_metrics_s3_uri = bedrock_model_customization_job.tickets.training_metrics_s3_uri
  max_steps               = 20
}

output "loss" {
  description = "Loss by step. The console shows the curve as a file in S3."
  value = {
    for step in data.bedrock_training_metrics.tickets.training.steps : format("%05d", step.step_number) => step.loss
  }
}

output "next" {
  description = "terraform output -json next > ../06-continue/inputs.auto.tfvars.json"
  value = {
    account_id = var.account_id
    model_arn  = bedrock_model_customization_job.tickets.output_model_arn
  }
}
