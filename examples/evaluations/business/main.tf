# Decides whether a challenger may replace the model that serves the shop, by what a judge says of its answers, by its latency and
# tokens, and by what the shop earned with it: no model can judge that, so it comes from the shop's own figures.

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

variable "champion" {
  description = "The model that serves the shop."
  type        = string
  default     = "amazon.nova-lite-v1:0"
}

variable "challenger" {
  description = "The model that may replace it."
  type        = string
  default     = "amazon.nova-micro-v1:0"
}

variable "judge" {
  description = "The model that judges."
  type        = string
  default     = "amazon.nova-pro-v1:0"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

locals {
  models  = toset([var.champion, var.challenger])
  domains = toset(["orders", "payments"])
}

resource "bedrock_data_bucket" "evaluation" {
  bucket_prefix = "shop-evaluation-"
  force_destroy = true # jobs leave their scores here

  # People see the answers on a page of SageMaker AI, which reads them from here.
  cors_rules = [{
    allowed_methods = ["GET"]
    allowed_origins = ["https://mturk-console-template-preview-hooks.s3.amazonaws.com"]
  }]
}

# A data set for each domain, so that the scores tell them apart.
resource "bedrock_dataset" "prompts" {
  for_each = local.domains

  bucket = bedrock_data_bucket.evaluation.bucket
  key    = "prompts/${each.value}.jsonl"
  source = "${path.module}/prompts/${each.value}.jsonl"
  format = "evaluation_prompts"
}

resource "bedrock_service_role" "judge" {
  purpose        = "evaluation_judge"
  input_data     = [for set in bedrock_dataset.prompts : set.s3_uri]
  output_data    = "${bedrock_data_bucket.evaluation.s3_uri}/judged/"
  invoked_models = setunion(local.models, [var.judge])
}

# User satisfaction and performance across domains are metrics of one's own, by the words of the one who asks.
resource "bedrock_evaluation_job" "judged" {
  for_each = local.models

  job_name_prefix = "shop-"
  role_arn        = bedrock_service_role.judge.arn

  evaluation_config = { automated = {
    dataset_metric_configs = [for domain in local.domains : {
      task_type    = "General"
      dataset      = { name = domain, dataset_location = { s3_uri = bedrock_dataset.prompts[domain].s3_uri } }
      metric_names = ["satisfaction", "cross-domain"]
    }]
    custom_metric_config = {
      custom_metrics = [
        { custom_metric_definition = {
          name         = "satisfaction"
          instructions = "A customer of a shop for tents asked: {{prompt}} How satisfied is this customer with the answer: {{prediction}}"
          rating_scale = [
            { definition = "Would complain", value = { float_value = 0 } },
            { definition = "Would be content", value = { float_value = 0.5 } },
            { definition = "Would tell others", value = { float_value = 1 } },
          ]
        } },
        { custom_metric_definition = {
          name         = "cross-domain"
          instructions = <<-EOT
            The question is from one of several domains: {{prompt}} The right answer is: {{ground_truth}}
            Is this answer as good as that of a specialist of the domain: {{prediction}}
          EOT
          rating_scale = [
            { definition = "Worse", value = { float_value = 0 } },
            { definition = "As good", value = { float_value = 1 } },
          ]
        } },
      ]
      evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = var.judge }] }
    }
  } }
  inference_config   = { models = [{ bedrock_model = { model_identifier = each.value } }] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/judged/" }

  wait_for = "completed"
}

# One question of each, for latency and tokens. It is asked once, and again when a model changes.
resource "bedrock_converse" "sample" {
  for_each = local.models

  model_id         = each.value
  system           = "You answer for a shop that sells tents, in one sentence."
  prompt           = "Can I still change the address of order 1002?"
  inference_config = { max_tokens = 200, temperature = 0 }
}
