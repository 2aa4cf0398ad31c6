# With a KMS key of your own

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

variable "key_arn" {
  description = "Key that encrypts the model. Its policy has to let the role in, and whoever invokes the model."
  type        = string
  default     = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}

resource "bedrock_imported_model" "assistant" {
  job_name_prefix            = "support-assistant-"
  imported_model_name_prefix = "support-assistant-"
  role_arn                   = "arn:aws:iam::${var.account_id}:role/AmazonBedrock-weights"
  model_data_source          = { s3_data_source = { s3_uri = "s3://support-assistant-weights/llama/" } }
  imported_model_kms_key_id  = var.key_arn
  deletion_policy            = "DELETE"
}
