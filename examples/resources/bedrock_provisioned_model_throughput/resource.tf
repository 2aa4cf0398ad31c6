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

data "bedrock_custom_model" "assistant" {
  model_identifier = "support-assistant"
}

# Paid by the hour until it is destroyed. With commitment_duration = "OneMonth" or "SixMonths" it is cheaper, and cannot be cancelled:
# that needs allow_commitments = true in the provider block above.
resource "bedrock_provisioned_model_throughput" "assistant" {
  provisioned_model_name = "support-assistant"
  model_id               = data.bedrock_custom_model.assistant.arn
  model_units            = 1
  tags                   = { team = "support" }
}

output "model_id" {
  description = "What an application invokes. It stays when the model changes."
  value       = bedrock_provisioned_model_throughput.assistant.arn
}
