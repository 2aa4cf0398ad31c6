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
  bucket_prefix = "my-first-model-"
  force_destroy = true # the job leaves its metrics here, which Terraform does not know
}

resource "bedrock_dataset" "train" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "train.jsonl"
  source                = "${path.module}/train.jsonl"
  format                = "conversation"
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
}

resource "bedrock_service_role" "training" {
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "first" {
  job_name_prefix          = "my-first-model-"
  custom_model_name_prefix = "my-first-model-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = bedrock_service_role.training.arn
  training_data_config     = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config       = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }
  wait_for                 = "completed"
  deletion_policy          = "DELETE" # without this line, a destroy would not delete the model
}

output "model_arn" {
  value = bedrock_model_customization_job.first.output_model_arn
}

output "training_loss" {
  value = try(bedrock_model_customization_job.first.training_metrics.training_loss, null) # null until the job has ended
}

output "training_metrics" {
  value = bedrock_model_customization_job.first.training_metrics_s3_uri
}
