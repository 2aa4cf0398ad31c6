# Lets a judge score answers that are there already, of people or of a model outside of Bedrock: only the judge is paid.

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

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

resource "bedrock_data_bucket" "evaluation" {
  bucket_prefix = "support-evaluation-"
  force_destroy = true # jobs leave their scores here
}

# Every record is checked at plan.
resource "bedrock_dataset" "prompts" {
  bucket = bedrock_data_bucket.evaluation.bucket
  key    = "data/prompts.jsonl"
  source = "${path.module}/prompts.jsonl"
  format = "evaluation_responses"
}

resource "bedrock_service_role" "evaluation" {
  purpose     = "evaluation_judge"
  input_data  = [bedrock_dataset.prompts.s3_uri]
  output_data = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
  invoked_models = [
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0",
  ]
}

resource "bedrock_evaluation_job" "desk" {
  job_name_prefix = "support-"
  role_arn        = bedrock_service_role.evaluation.arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "support", dataset_location = { s3_uri = bedrock_dataset.prompts.s3_uri } }
      metric_names = ["Builtin.Correctness", "Builtin.ProfessionalStyleAndTone"]
    }]
    evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }
  } }
  inference_config   = { models = [{ precomputed_inference_source = { inference_source_identifier = "desk" } }] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }

  wait_for = "completed"
}

output "scores" {
  value = { for s in coalesce(bedrock_evaluation_job.desk.scores, []) : s.metric => s.mean }
}
