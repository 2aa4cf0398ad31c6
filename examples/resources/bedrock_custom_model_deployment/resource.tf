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

# The newest model that was trained under this name: train in one configuration, deploy in another.
data "bedrock_custom_model" "assistant" {
  model_identifier = "support-assistant"
}

resource "bedrock_custom_model_deployment" "assistant" {
  model_deployment_name = "support-assistant"
  model_arn             = data.bedrock_custom_model.assistant.arn
  description           = "Answers of the support assistant"
  tags                  = { team = "support" }
}

output "model_id" {
  description = "What an application invokes. It stays when the model changes."
  value       = bedrock_custom_model_deployment.assistant.arn
}
