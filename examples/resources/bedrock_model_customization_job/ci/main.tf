# In a pipeline that does not wait

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
  ownership_key       = "support-assistant-production" # the next run finds what a run that was killed has made

  # A plan whose training costs more is refused, and so is one that nobody can price.
  cost_ceiling {
    one_time = "20"
    monthly  = "10"
  }
}

variable "role_arn" {
  type    = string
  default = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
}

variable "bucket" {
  type    = string
  default = "support-assistant-data"
}

data "bedrock_customization_cost" "assistant" {
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  training_tokens       = 1000000
  epochs                = 2
}

# The apply ends when AWS has accepted the data. The training goes on, and a later run shows the model. Another root deploys it then:
# see the guide "Training and serving a model".
resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = var.role_arn
  hyper_parameters         = { epochCount = "2" }
  training_data_config     = { s3_uri = "s3://${var.bucket}/train.jsonl" }
  output_data_config       = { s3_uri = "s3://${var.bucket}/output/" }

  wait_for        = "validated"                        # the default
  timeouts        = { create = "45m", update = "45m" } # less than what the runner lives
  cost_estimate   = data.bedrock_customization_cost.assistant.cost_estimate
  deletion_policy = "DELETE" # "PREVENT" where nobody may destroy the model
}

output "model_arn" {
  description = "Null while the training runs."
  value       = bedrock_model_customization_job.assistant.output_model_arn
}
