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

resource "bedrock_data_bucket" "training" {
  bucket = "support-assistant-training-${var.account_id}"
}

# Reads two files and writes below one folder, and nothing else. The name is made up: AmazonBedrock-20260102030405abcdef.
resource "bedrock_service_role" "training" {
  purpose         = "model_customization"
  description     = "Fine-tuning of the support assistant"
  training_data   = ["${bedrock_data_bucket.training.s3_uri}/train.jsonl"]
  validation_data = ["${bedrock_data_bucket.training.s3_uri}/validation.jsonl"]
  output_data     = "${bedrock_data_bucket.training.s3_uri}/output/"
}

# Jobs in a VPC, with keys of your own, on images that another account keeps.
resource "bedrock_service_role" "private_training" {
  name    = "AmazonBedrock-private-training"
  path    = "/bedrock/"
  purpose = "model_customization"

  training_data = [
    "${bedrock_data_bucket.training.s3_uri}/private/",
    "s3://partner-product-images/catalogue/",
  ]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/private-output/"
  bucket_owners = { partner-product-images = "210987654321" }

  data_kms_key_arns   = ["arn:aws:kms:us-east-1:${var.account_id}:key/11111111-2222-3333-4444-555555555555"]
  output_kms_key_arns = ["arn:aws:kms:us-east-1:${var.account_id}:key/11111111-2222-3333-4444-555555555555"]
  model_kms_key_arn   = "arn:aws:kms:us-east-1:${var.account_id}:key/66666666-7777-8888-9999-000000000000"

  vpc_config = {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

output "role_arn" {
  description = "For role_arn of bedrock_model_customization_job."
  value       = bedrock_service_role.training.arn
}

output "permissions" {
  description = "What the role may do: known in the plan, for those who review it."
  value       = bedrock_service_role.training.permissions_policy
}
