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
  description = "Key that encrypts the bucket. Its policy has to have the statements in the output key_policy."
  type        = string
  default     = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}

resource "bedrock_data_bucket" "logs" {
  bucket                  = "support-assistant-logs-${var.account_id}"
  kms_key_id              = var.key_arn
  invocation_log_prefixes = ["invocations"]
}

output "key_policy" {
  value = bedrock_data_bucket.logs.key_policy
}
