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
  description = "The account of the jobs. The default is the simulator's."
  type        = string
  default     = "123456789012"
}

# The two documents of a role for evaluations with a judge, for those who make roles with the AWS provider. The models behind the profile
# are looked up; without a profile, nothing is asked for.
data "bedrock_service_role_policy" "evaluation" {
  purpose        = "evaluation_judge"
  account_id     = var.account_id
  input_data     = ["s3://support-assistant-data/prompts.jsonl"]
  output_data    = "s3://support-assistant-data/results/"
  invoked_models = ["us.amazon.nova-lite-v1:0", "amazon.nova-pro-v1:0"]
}

# With the AWS provider:
#
#   resource "aws_iam_role" "evaluation" {
#     name               = "AmazonBedrock-evaluation"
#     assume_role_policy = data.bedrock_service_role_policy.evaluation.trust_policy
#   }
#
#   resource "aws_iam_role_policy" "evaluation" {
#     role   = aws_iam_role.evaluation.name
#     policy = data.bedrock_service_role_policy.evaluation.permissions_policy
#   }
#
# The job needs both: give it role_arn = aws_iam_role.evaluation.arn and depends_on = [aws_iam_role_policy.evaluation].
output "trust_policy" {
  value = data.bedrock_service_role_policy.evaluation.trust_policy
}

output "permissions_policy" {
  value = data.bedrock_service_role_policy.evaluation.permissions_policy
}
