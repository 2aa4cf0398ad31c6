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
  bucket_prefix = "support-assistant-"
  force_destroy = true
}

resource "bedrock_dataset" "train" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "train.jsonl"
  format = "conversation"
  records = [for number in range(1, 21) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "Which shelf is item ${number} on?" }] },
      { role = "assistant", content = [{ text = "Item ${number} is on shelf ${ceil(number / 4)}." }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  purpose         = "model_customization"
  training_data   = [bedrock_dataset.train.s3_uri]
  validation_data = [bedrock_dataset.train.s3_uri]
  output_data     = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "shelf-assistant-"
  custom_model_name_prefix = "shelf-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = bedrock_service_role.training.arn
  training_data_config     = { s3_uri = bedrock_dataset.train.s3_uri }
  validation_data_config   = { validators = [{ s3_uri = bedrock_dataset.train.s3_uri }] } # better: other records
  output_data_config       = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }
  wait_for                 = "completed"
  deletion_policy          = "DELETE" # without this line, a destroy would not delete the model
}

data "bedrock_training_metrics" "assistant" {
  training_metrics_s3_uri   = bedrock_model_customization_job.assistant.training_metrics_s3_uri
  validation_metrics_s3_uri = bedrock_model_customization_job.assistant.validation_metrics_s3_uri
  max_steps                 = 20
}

# A warning of every plan, not an error: the model is there and paid for, whatever it is worth.
check "the_model_has_learned" {
  assert {
    condition = (
      data.bedrock_training_metrics.assistant.training.last.loss <
      0.8 * data.bedrock_training_metrics.assistant.training.first.loss
    )
    error_message = "The loss fell by less than a fifth: the data, or the number of epochs, are not enough to learn from."
  }
}

output "curve" {
  description = "Loss by step."
  value = {
    for step in data.bedrock_training_metrics.assistant.training.steps : format("%05d", step.step_number) => step.loss
  }
}

output "validation_loss" {
  value = data.bedrock_training_metrics.assistant.validation.last.loss
}
