# Each kind of evaluation with a role and a bucket that somebody else has made, one file for each kind: take those that you need.

terraform {
  required_version = ">= 1.5"

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

# With the AWS provider the role of one kind is, in short:
#
#   data "bedrock_service_role_policy" "judge" {
#     purpose        = "evaluation_judge" # or evaluation_automatic, evaluation_human, evaluation_rag
#     account_id     = var.account_id
#     input_data     = [local.prompts]
#     output_data    = local.results
#     invoked_models = [var.model_id, var.judge_id]
#   }
#
#   resource "aws_iam_role" "judge" {
#     name               = "AmazonBedrock-evaluation"
#     assume_role_policy = data.bedrock_service_role_policy.judge.trust_policy
#   }
#
#   resource "aws_iam_role_policy" "judge" {
#     role   = aws_iam_role.judge.name
#     policy = data.bedrock_service_role_policy.judge.permissions_policy
#   }
variable "role_arn" {
  description = "A role that Bedrock may assume: it reads prompts, writes results, invokes the models, and asks the knowledge base."
  type        = string
  default     = "arn:aws:iam::123456789012:role/AmazonBedrock-evaluation"
}

# People need a CORS rule in it, see people.tf.
variable "bucket" {
  description = "A bucket in the region of the jobs, with prompts.jsonl and, for the knowledge base, conversations.jsonl."
  type        = string
  default     = "evaluation-data"
}

variable "model_id" {
  description = "The model to evaluate."
  type        = string
  default     = "amazon.nova-lite-v1:0"
}

variable "judge_id" {
  description = "The model that judges."
  type        = string
  default     = "amazon.nova-pro-v1:0"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

locals {
  prompts       = "s3://${var.bucket}/prompts.jsonl"
  conversations = "s3://${var.bucket}/conversations.jsonl"
  results       = "s3://${var.bucket}/results/"
  judge         = { bedrock_evaluator_models = [{ model_identifier = var.judge_id }] }
}
