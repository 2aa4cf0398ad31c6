# With KMS keys of your own

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

variable "data_key_arn" {
  description = "Key that encrypts the data and the metrics."
  type        = string
  default     = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}

variable "model_key_arn" {
  description = "Key that encrypts the model. Its policy has to let the role in, and whoever deploys or copies the model."
  type        = string
  default     = "arn:aws:kms:us-east-1:123456789012:key/66666666-7777-8888-9999-000000000000"
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = "support-assistant-"
  kms_key_id    = var.data_key_arn
  force_destroy = true # the job leaves its metrics and more here, which Terraform does not know
}

# A real data set is a file: source = "${path.module}/train.jsonl".
resource "bedrock_dataset" "train" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "train.jsonl"
  format = "conversation"
  records = [for number in range(10) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "Where is order ${number}?" }] },
      { role = "assistant", content = [{ text = "Order ${number} is under Orders in your account." }] },
    ]
  })]
}

# The role may use both keys. The policies of the keys have to let it, too: no role can grant itself that.
resource "bedrock_service_role" "training" {
  purpose             = "model_customization"
  training_data       = [bedrock_dataset.train.s3_uri]
  output_data         = "${bedrock_data_bucket.training.s3_uri}/output/"
  data_kms_key_arns   = [var.data_key_arn]
  output_kms_key_arns = [var.data_key_arn]
  model_kms_key_arn   = var.model_key_arn
}

resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = bedrock_service_role.training.arn
  custom_model_kms_key_id  = var.model_key_arn
  training_data_config     = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config       = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }
  wait_for                 = "completed"
  deletion_policy          = "DELETE"
}
