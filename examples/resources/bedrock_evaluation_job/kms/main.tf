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
  description = "Key that encrypts the data of the job. Its policy has to let the role in, and whoever starts the job."
  type        = string
  default     = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
}

resource "bedrock_evaluation_job" "tickets" {
  job_name_prefix            = "tickets-"
  role_arn                   = "arn:aws:iam::${var.account_id}:role/AmazonBedrock-evaluation"
  customer_encryption_key_id = var.key_arn

  evaluation_config = { automated = { dataset_metric_configs = [{
    task_type    = "QuestionAndAnswer"
    dataset      = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } }
    metric_names = ["Builtin.Accuracy"]
  }] } }
  inference_config   = { models = [{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } }] }
  output_data_config = { s3_uri = "s3://evaluation-data/results/" }

  wait_for = "completed"
}
