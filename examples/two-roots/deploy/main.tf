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

# The newest model that the other root has trained. One that is still in training is not Active yet, so the old one goes on answering.
data "bedrock_custom_models" "assistant" {
  name_prefix  = "support-assistant-"
  model_status = "Active"
  is_owned     = true
  tags         = { stage = "live" }
}

resource "bedrock_custom_model_deployment" "assistant" {
  model_deployment_name = "support-assistant"
  model_arn             = data.bedrock_custom_models.assistant.newest_model_arn # the next one is deployed in place

  lifecycle {
    precondition {
      condition     = data.bedrock_custom_models.assistant.newest_model_arn != null
      error_message = "There is no Active model support-assistant-... with the tag stage = live yet: train one first."
    }
  }
}

output "model_id" {
  description = "What an application invokes, whichever model answers."
  value       = bedrock_custom_model_deployment.assistant.arn
}
