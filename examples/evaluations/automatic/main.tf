# Evaluates a model by an algorithm: answers are compared with reference answers, word by word. Nothing but the model is paid.

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

variable "model_id" {
  description = "The model to evaluate."
  type        = string
  default     = "amazon.nova-lite-v1:0"
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
  format = "evaluation_prompts"
}

resource "bedrock_service_role" "evaluation" {
  purpose     = "evaluation_automatic"
  input_data  = [bedrock_dataset.prompts.s3_uri]
  output_data = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
  invoked_models = [
    "arn:aws:bedrock:us-east-1::foundation-model/${var.model_id}",
  ]
}

resource "bedrock_evaluation_job" "accuracy" {
  job_name_prefix = "support-"
  role_arn        = bedrock_service_role.evaluation.arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "QuestionAndAnswer"
      dataset      = { name = "support", dataset_location = { s3_uri = bedrock_dataset.prompts.s3_uri } }
      metric_names = ["Builtin.Accuracy"]
    }]
  } }
  inference_config = { models = [{ bedrock_model = {
    model_identifier = var.model_id
    inference_params = jsonencode({ inferenceConfig = { maxTokens = 200, temperature = 0 } })
  } }] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }

  wait_for = "completed"
}

output "scores" {
  value = { for s in coalesce(bedrock_evaluation_job.accuracy.scores, []) : s.metric => s.mean }
}
