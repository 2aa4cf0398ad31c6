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

variable "models" {
  description = "The model in use, and the one that may take its place."
  type        = object({ current = string, candidate = string })
  default     = { current = "amazon.nova-micro-v1:0", candidate = "amazon.nova-lite-v1:0" }
}

# The same prompts and the same judge for both.
resource "bedrock_evaluation_job" "judged" {
  for_each = var.models

  job_name_prefix = "tickets-${each.key}-"
  role_arn        = var.role_arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "tickets", dataset_location = { s3_uri = "s3://${var.bucket}/prompts.jsonl" } }
      metric_names = ["Builtin.Correctness", "Builtin.Harmfulness"]
    }]
    evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }
  } }
  inference_config   = { models = [{ bedrock_model = { model_identifier = each.value } }] }
  output_data_config = { s3_uri = "s3://${var.bucket}/results/" }

  wait_for = "completed"
}

data "bedrock_evaluation_results" "compared" {
  job_identifier          = bedrock_evaluation_job.judged["current"].arn
  compared_job_identifier = bedrock_evaluation_job.judged["candidate"].arn
}

locals {
  # Null while a job runs.
  comparisons = coalesce(data.bedrock_evaluation_results.compared.comparisons, [])

  # The candidate wins where it is better by one metric, beyond chance, and worse by none. `better` knows that less harm is better.
  wins  = [for c in local.comparisons : c.metric if c.better == "second" && coalesce(c.significant, false)]
  loses = [for c in local.comparisons : c.metric if c.better == "first" && coalesce(c.significant, false)]
  model = length(local.wins) > 0 && length(local.loses) == 0 ? var.models.candidate : var.models.current
}

# What to call, wherever the model is used.
output "model_id" {
  value = local.model
}

# The comment for the pull request.
output "markdown" {
  value = data.bedrock_evaluation_results.compared.markdown
}
