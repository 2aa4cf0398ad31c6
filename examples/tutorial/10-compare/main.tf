# Step 10: compare. The same tickets and the same judge for the model before it was trained, and both side by side, with what chance can do.
#
# On AWS: about 20 cents for the judge's tokens, and a cent for answers. Alone, it compares two foundation models, and is twice that.

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

variable "evaluation_job_arn" {
  description = "The judged evaluation of step 9. Without it, this step evaluates a second foundation model, to compare with."
  type        = string
  default     = null
}

variable "foundation_model_id" {
  description = "The model that was trained, as it was before."
  type        = string
  default     = "amazon.nova-micro-v1:0"
}

variable "judge_model_id" {
  description = "The model that judges, as in step 9."
  type        = string
  default     = "amazon.nova-pro-v1:0"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

# The tickets that the model has not been trained on, and the system prompt that it was trained with.
locals {
  tickets = [for line in compact(split("\n", file("${path.module}/../../quickstart/data/tickets-validation.jsonl"))) : jsondecode(line)]
  system  = local.tickets[0].system[0].text
}

locals {
  models = merge({ before = var.foundation_model_id }, var.evaluation_job_arn == null ? { other = "amazon.nova-lite-v1:0" } : {})
}

resource "bedrock_data_bucket" "evaluation" {
  bucket_prefix = "larkbike-evaluation-"
  force_destroy = true # jobs leave their scores here
}

# The prompts of step 9, word by word: so every score has one to be compared with.
resource "bedrock_dataset" "prompts" {
  bucket = bedrock_data_bucket.evaluation.bucket
  key    = "datasets/prompts.jsonl"
  format = "evaluation_prompts"
  records = [for ticket in local.tickets : jsonencode({
    prompt            = "${local.system}\n\nTicket: ${ticket.messages[0].content[0].text}"
    referenceResponse = ticket.messages[1].content[0].text
  })]
}

resource "bedrock_service_role" "judge" {
  purpose        = "evaluation_judge"
  input_data     = [bedrock_dataset.prompts.s3_uri]
  output_data    = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
  invoked_models = concat(values(local.models), [var.judge_model_id])
}

resource "bedrock_evaluation_job" "judge" {
  for_each = local.models

  job_name_prefix = "larkbike-${each.key}-"
  role_arn        = bedrock_service_role.judge.arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "tickets", dataset_location = { s3_uri = bedrock_dataset.prompts.s3_uri } }
      metric_names = ["Builtin.Correctness", "Builtin.FollowingInstructions"]
    }]
    evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = var.judge_model_id }] }
  } }
  inference_config = { models = [{ bedrock_model = {
    model_identifier = each.value
    inference_params = jsonencode({ inferenceConfig = { maxTokens = 200, temperature = 0 } })
  } }] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }

  wait_for = "completed"
}

data "bedrock_evaluation_results" "compared" {
  job_identifier          = bedrock_evaluation_job.judge["before"].arn
  compared_job_identifier = var.evaluation_job_arn == null ? bedrock_evaluation_job.judge["other"].arn : var.evaluation_job_arn
}

output "better" {
  description = "Of each metric, whether the second one is better, and whether that is more than chance."
  value = {
    for c in coalesce(data.bedrock_evaluation_results.compared.comparisons, []) : c.metric => {
      before = c.first_mean, after = c.second_mean, better = c.better, beyond_chance = c.significant
    }
  }
}

output "table" {
  description = "For the comment on a pull request: terraform output -raw table"
  value       = data.bedrock_evaluation_results.compared.markdown
}

output "next" {
  description = "terraform output -json next > ../11-cost/inputs.auto.tfvars.json"
  value       = { evaluation_record_count = bedrock_dataset.prompts.record_count }
}
