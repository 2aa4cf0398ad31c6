# Evaluates what a knowledge base answers, by a judge.

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

variable "knowledge_base_id" {
  description = "A knowledge base."
  type        = string
  default     = "KB12345678"
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
  format = "rag_evaluation"
}

resource "bedrock_service_role" "evaluation" {
  purpose     = "evaluation_rag"
  input_data  = [bedrock_dataset.prompts.s3_uri]
  output_data = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
  invoked_models = [
    "arn:aws:bedrock:us-east-1::foundation-model/${var.model_id}",
    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0",
  ]
  knowledge_base_arns = ["arn:aws:bedrock:us-east-1:${var.account_id}:knowledge-base/${var.knowledge_base_id}"]
}

resource "bedrock_evaluation_job" "answers" {
  job_name_prefix = "support-"
  role_arn        = bedrock_service_role.evaluation.arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "support", dataset_location = { s3_uri = bedrock_dataset.prompts.s3_uri } }
      metric_names = ["Builtin.Correctness", "Builtin.Faithfulness", "Builtin.CitationPrecision"]
    }]
    evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }
  } }
  inference_config = { rag_configs = [{ knowledge_base_config = { retrieve_and_generate_config = {
    type = "KNOWLEDGE_BASE"
    knowledge_base_configuration = {
      knowledge_base_id = var.knowledge_base_id
      model_arn         = "arn:aws:bedrock:us-east-1::foundation-model/${var.model_id}"
      retrieval_configuration = { vector_search_configuration = {
        number_of_results = 5
        filter = jsonencode({ andAll = [
          { equals = { key = "language", value = "en" } },
          { greaterThanOrEquals = { key = "year", value = 2025 } },
        ] })
      } }
    }
  } } }] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }

  wait_for = "completed"
}

output "scores" {
  value = { for s in coalesce(bedrock_evaluation_job.answers.scores, []) : s.metric => s.mean }
}
