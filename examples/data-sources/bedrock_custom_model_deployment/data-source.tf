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

resource "bedrock_custom_model_deployment" "assistant" {
  model_deployment_name = "support-assistant"
  model_arn             = data.bedrock_custom_model.assistant.arn
}

# Another configuration finds it by its name.
data "bedrock_custom_model_deployment" "assistant" {
  custom_model_deployment_identifier = bedrock_custom_model_deployment.assistant.model_deployment_name
}

output "model_id" {
  value = data.bedrock_custom_model_deployment.assistant.arn
}
