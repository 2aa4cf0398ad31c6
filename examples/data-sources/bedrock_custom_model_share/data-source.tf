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

resource "bedrock_custom_model_share" "assistant" {
  name       = "support-assistant"
  model_arn  = "arn:aws:bedrock:us-east-1:${var.account_id}:custom-model/amazon.nova-micro-v1:0:128k/support00001"
  principals = ["345678901234"]
}

# Mostly a share of another root, by its ARN.
data "bedrock_custom_model_share" "assistant" {
  resource_share_arn = bedrock_custom_model_share.assistant.arn
}

output "who_has_it" {
  value = [for principal, status in data.bedrock_custom_model_share.assistant.principal_statuses : principal if status == "ASSOCIATED"]
}
