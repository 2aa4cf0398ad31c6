# Step 4: the data. A bucket, and two files that are checked record by record before anything is uploaded. In the console: an S3 bucket, by hand.
#
# On AWS: storage in S3, much less than a cent a month.

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

variable "base_model_identifier" {
  description = "The model that will be trained, of step 2: the data are held against what it reads."
  type        = string
  default     = "amazon.nova-micro-v1:0:128k"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = "larkbike-tickets-"
  force_destroy = true # the jobs of the next steps leave their metrics here
}

# Support tickets of a bicycle hire service, and how somebody has sorted them. Put files of your own in their place.
resource "bedrock_dataset" "training" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "datasets/training.jsonl"
  source                = "${path.module}/../../quickstart/data/tickets-train.jsonl"
  format                = "conversation"
  base_model_identifier = var.base_model_identifier
}

# Others than those that it is trained on: whether it has understood, or learned by heart.
resource "bedrock_dataset" "validation" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "datasets/validation.jsonl"
  source                = "${path.module}/../../quickstart/data/tickets-validation.jsonl"
  format                = "conversation"
  base_model_identifier = var.base_model_identifier
  used_for              = "validation"
}

output "size" {
  value = { records = bedrock_dataset.training.record_count, tokens = bedrock_dataset.training.token_estimate }
}

output "next" {
  description = "terraform output -json next > ../05-fine-tune/inputs.auto.tfvars.json"
  value = {
    account_id            = var.account_id
    base_model_identifier = var.base_model_identifier
    bucket                = bedrock_data_bucket.training.bucket
    training_data         = bedrock_dataset.training.s3_uri
    validation_data       = bedrock_dataset.validation.s3_uri
  }
}
