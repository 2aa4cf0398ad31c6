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

# A model that somebody has imported, by its name or ARN.
data "bedrock_imported_model" "assistant" {
  model_identifier = "support-assistant"
}

output "model_id" {
  description = "What an application invokes."
  value       = data.bedrock_imported_model.assistant.arn
}

output "imported_by" {
  description = "The job, by which a bedrock_imported_model can be imported into a state."
  value       = data.bedrock_imported_model.assistant.job_arn
}
