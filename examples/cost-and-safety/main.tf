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

variable "most_for_one_training" {
  description = "What one training may cost, in USD."
  type        = string
  default     = "5"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]

  # A plan that creates something above these figures is refused, and so is one that nobody can price. Each object by itself.
  cost_ceiling {
    one_time = var.most_for_one_training
    monthly  = "100"
  }
}

# The cheapest model for text that can be fine-tuned, reads at least 100,000 tokens, is not about to end, and of which AWS publishes what
# training it costs.
data "bedrock_model_comparison" "trainable" {
  by_output_modality    = "TEXT"
  by_customization_type = "FINE_TUNING"
  by_lifecycle_status   = "ACTIVE"
  min_context_window    = 100000
  sort_by               = "input_price"
}

locals {
  base_model = data.bedrock_model_comparison.trainable.models[0].trainable_model_ids[0]
  epochs     = 2
}

data "bedrock_customization_cost" "assistant" {
  base_model_identifier = local.base_model
  training_data_file    = "${path.module}/train.jsonl"
  epochs                = local.epochs
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = "support-assistant-"
  force_destroy = true # the job leaves its metrics and more here, which Terraform does not know
}

resource "bedrock_dataset" "train" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "train.jsonl"
  format                = "conversation"
  source                = "${path.module}/train.jsonl"
  base_model_identifier = local.base_model
}

resource "bedrock_service_role" "training" {
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = local.base_model
  role_arn                 = bedrock_service_role.training.arn
  hyper_parameters         = { epochCount = tostring(local.epochs) }

  training_data_config = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config   = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }

  # The plan shows it, the ceiling refuses what is above it, and the state keeps it: a new price is no change.
  cost_estimate   = data.bedrock_customization_cost.assistant.cost_estimate
  training_tokens = bedrock_dataset.train.token_estimate # the plan shows what is charged: trained_tokens_estimate
  deletion_policy = "DELETE"
}

output "chart" {
  description = "The candidates as a table: terraform output -raw chart"
  value       = data.bedrock_model_comparison.trainable.markdown
}

output "training" {
  value = data.bedrock_customization_cost.assistant.training.formula
}
