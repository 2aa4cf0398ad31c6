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

# Where the same root trains the model, this is bedrock_model_customization_job.NAME.output_model_arn.
resource "bedrock_custom_model_share" "assistant" {
  name      = "support-assistant"
  model_arn = "arn:aws:bedrock:us-east-1:${var.account_id}:custom-model/amazon.nova-micro-v1:0:128k/support00001"
  principals = [
    "345678901234",                                                         # an account of the same organization
    "arn:aws:organizations::123456789012:ou/o-example123/ou-1234-abcdefgh", # and all of a unit
  ]
  tags = { team = "support" }
}

output "what_the_recipients_copy" {
  description = "They write a bedrock_custom_model_copy with it: a model that was shared can be copied, and not used."
  value       = bedrock_custom_model_share.assistant.model_arn
}
