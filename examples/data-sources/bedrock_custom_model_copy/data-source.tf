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
  region              = "us-west-2"
  allowed_account_ids = [var.account_id]
}

data "bedrock_custom_model_copy" "assistant" {
  job_arn = "support-assistant" # the name of the copy will do
}

output "model" {
  value = data.bedrock_custom_model_copy.assistant.target_model_arn
}
