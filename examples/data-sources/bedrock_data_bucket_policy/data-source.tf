terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

provider "bedrock" {
  region = "us-east-1"
}

variable "account_id" {
  description = "The account that uses Bedrock. The default is the simulator's."
  type        = string
  default     = "123456789012"
}

# A bucket with invocation logs and the answers that people look at, which the jobs of another account read, too.
data "bedrock_data_bucket_policy" "shared" {
  bucket                  = "support-assistant-data"
  account_id              = var.account_id
  invocation_log_prefixes = ["invocations"]
  reader_role_arns        = ["arn:aws:iam::210987654321:role/AmazonBedrock-distillation"]
  human_evaluation        = true
}

# With the AWS provider:
#
#   resource "aws_s3_bucket_policy" "shared" {
#     bucket = "support-assistant-data"
#     policy = data.bedrock_data_bucket_policy.shared.policy
#   }
#
#   resource "aws_s3_bucket_cors_configuration" "shared" {
#     bucket = "support-assistant-data"
#     dynamic "cors_rule" {
#       for_each = data.bedrock_data_bucket_policy.shared.cors_rules
#       content {
#         allowed_methods = cors_rule.value.allowed_methods
#         allowed_origins = cors_rule.value.allowed_origins
#       }
#     }
#   }
#
#   data "aws_iam_policy_document" "key" {
#     source_policy_documents = [local.key_administrators, data.bedrock_data_bucket_policy.shared.key_policy]
#   }
output "policy" {
  value = data.bedrock_data_bucket_policy.shared.policy
}

output "key_policy" {
  value = data.bedrock_data_bucket_policy.shared.key_policy
}
