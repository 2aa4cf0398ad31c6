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

# The folder has config.json, the weights as *.safetensors and the files of the tokenizer; the role lets Bedrock read them.
resource "bedrock_imported_model" "assistant" {
  job_name_prefix            = "support-assistant-"
  imported_model_name_prefix = "support-assistant-"
  role_arn                   = "arn:aws:iam::${var.account_id}:role/AmazonBedrock-weights"
  model_data_source          = { s3_data_source = { s3_uri = "s3://support-assistant-weights/llama/" } }
  deletion_policy            = "DELETE" # without this line, a destroy would not delete the model, which is paid by the month
  tags                       = { team = "support" }
}

output "model_id" {
  description = "What an application invokes."
  value       = bedrock_imported_model.assistant.imported_model_arn
}

output "units_of_a_copy" {
  description = "What each copy of the model costs that answers, in units."
  value       = bedrock_imported_model.assistant.custom_model_units.custom_model_units_per_model_copy
}
