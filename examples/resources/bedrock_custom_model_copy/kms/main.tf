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

# The region that the copy is for.
provider "bedrock" {
  region              = "us-west-2"
  allowed_account_ids = [var.account_id]
}

variable "key_arn" {
  description = "Key that encrypts the copy, in its region."
  type        = string
  default     = "arn:aws:kms:us-west-2:123456789012:key/11111111-2222-3333-4444-555555555555"
}

resource "bedrock_custom_model_copy" "west" {
  source_model_arn         = "arn:aws:bedrock:us-east-1:${var.account_id}:custom-model/amazon.nova-micro-v1:0:128k/support00001"
  target_model_name_prefix = "support-assistant-"
  model_kms_key_id         = var.key_arn
  deletion_policy          = "DELETE"
}
