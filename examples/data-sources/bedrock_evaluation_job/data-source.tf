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

variable "role_arn" {
  description = "A role that Bedrock may assume for evaluations: it reads and writes the bucket below and invokes the models."
  type        = string
  default     = "arn:aws:iam::123456789012:role/AmazonBedrock-evaluation"
}

variable "bucket" {
  description = "Bucket with prompts.jsonl, of lines such as {\"prompt\": \"...\", \"referenceResponse\": \"...\"}."
  type        = string
  default     = "evaluation-data"
}

resource "bedrock_evaluation_job" "tickets" {
  job_name_prefix = "tickets-"
  role_arn        = var.role_arn
  evaluation_config = { automated = { dataset_metric_configs = [{
    task_type    = "QuestionAndAnswer"
    dataset      = { name = "tickets", dataset_location = { s3_uri = "s3://${var.bucket}/prompts.jsonl" } }
    metric_names = ["Builtin.Accuracy"]
  }] } }
  inference_config   = { models = [{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } }] }
  output_data_config = { s3_uri = "s3://${var.bucket}/results/" }
}

data "bedrock_evaluation_job" "tickets" {
  job_identifier = bedrock_evaluation_job.tickets.arn
}

output "status" {
  value = data.bedrock_evaluation_job.tickets.status
}
