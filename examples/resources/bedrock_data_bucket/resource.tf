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

# Data and results of fine-tuning jobs. Public access, ACLs and plain HTTP are shut out without being mentioned.
resource "bedrock_data_bucket" "training" {
  bucket_prefix = "support-assistant-training-"

  lifecycle_rules = {
    # Old versions are charged for until they are deleted.
    old-versions = {
      noncurrent_expiration_days      = 30
      abort_incomplete_multipart_days = 7
    }
    metrics = {
      prefix          = "output/"
      expiration_days = 365
    }
  }

  tags = {
    data = "customer-conversations"
  }
}

# A bucket that Bedrock writes the invocation logs of the account to.
resource "bedrock_data_bucket" "logs" {
  bucket = "support-assistant-logs-${var.account_id}"

  # At the root of the bucket; name the key_prefix of the logging configuration where it has one.
  invocation_log_prefixes = [""]
}

output "training_uri" {
  description = "What the arguments of jobs begin with."
  value       = bedrock_data_bucket.training.s3_uri
}
