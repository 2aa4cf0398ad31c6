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

# What Bedrock needs to write its logs, and the end of what is older than 90 days.
resource "bedrock_data_bucket" "logs" {
  bucket        = "bedrock-invocation-logs-${var.account_id}"
  force_destroy = true # the logs are deleted with the bucket

  invocation_log_prefixes = ["invocations"]

  lifecycle_rules = {
    old_logs = { expiration_days = 90 }
  }
}

# Only for CloudWatch: logs in S3 need no role.
resource "bedrock_service_role" "logging" {
  purpose        = "invocation_logging"
  log_group_name = "/bedrock/invocations"
}

resource "bedrock_model_invocation_logging_configuration" "this" {
  s3_config = {
    bucket_name = bedrock_data_bucket.logs.bucket
    key_prefix  = "invocations"
  }

  # The log group must exist: the AWS provider's aws_cloudwatch_log_group makes one.
  cloudwatch_config = {
    log_group_name = bedrock_service_role.logging.log_group_name
    role_arn       = bedrock_service_role.logging.arn
  }

  # Images are large, and here nobody looks at them.
  image_data_delivery_enabled = false
}

output "logs" {
  description = "Where the logs are, for the invocation_logs_config of a distillation."
  value       = bedrock_model_invocation_logging_configuration.this.logs_s3_uri
}
