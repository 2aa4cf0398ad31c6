# With a role and a bucket of your own

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

variable "role_arn" {
  description = "A role that Bedrock may assume for customization jobs; bedrock_service_role_policy writes both of its policies."
  type        = string
  default     = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
}

variable "bucket" {
  description = "A bucket in the region of the job, with train.jsonl in it."
  type        = string
  default     = "support-assistant-data"
}

resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = var.role_arn
  training_data_config     = { s3_uri = "s3://${var.bucket}/train.jsonl" }
  output_data_config       = { s3_uri = "s3://${var.bucket}/output/" }
  wait_for                 = "completed"
  deletion_policy          = "DELETE"
}
