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

# The artefacts are what a training with Amazon SageMaker AI has left in the bucket; the role lets Bedrock read them.
resource "bedrock_custom_model" "assistant" {
  model_name_prefix   = "support-assistant-"
  model_source_config = { s3_data_source = { s3_uri = "s3://support-assistant-artefacts/nova/" } }
  role_arn            = "arn:aws:iam::${var.account_id}:role/AmazonBedrock-artefacts"
  deletion_policy     = "DELETE" # without this line, a destroy would not delete the model, which is paid by the month
  tags                = { team = "support" }
}

resource "bedrock_custom_model_deployment" "assistant" {
  model_deployment_name = "support-assistant"
  model_arn             = bedrock_custom_model.assistant.arn
}

output "model_id" {
  description = "What an application invokes."
  value       = bedrock_custom_model_deployment.assistant.arn
}
