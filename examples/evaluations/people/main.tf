# Lets people of your work team compare a model with the answers that the support desk gave. It takes days: apply again to see the scores.

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

variable "flow_definition_arn" {
  description = "Flow definition of SageMaker AI, which names the work team and the page. See below for how it is made."
  type        = string
  default     = "arn:aws:sagemaker:us-east-1:123456789012:flow-definition/support"
}

# With the AWS provider, after this role is there:
#
#   resource "aws_sagemaker_workteam" "support" { ... }
#   resource "aws_sagemaker_human_task_ui" "support" { ... }
#   resource "aws_sagemaker_flow_definition" "support" {
#     flow_definition_name = "support"
#     role_arn             = bedrock_service_role.sagemaker.arn
#     human_loop_config { # one task for each prompt
#       workteam_arn      = aws_sagemaker_workteam.support.arn
#       human_task_ui_arn = aws_sagemaker_human_task_ui.support.arn
#       task_count        = 1
#       task_title        = "Answers of the support desk"
#       task_description  = "Choose the better answer."
#     }
#     output_config { s3_output_path = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }
#   }
resource "bedrock_service_role" "sagemaker" {
  purpose     = "evaluation_human_sagemaker"
  input_data  = [bedrock_dataset.prompts.s3_uri]
  output_data = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
}

resource "bedrock_data_bucket" "evaluation" {
  bucket_prefix = "support-evaluation-"
  force_destroy = true # jobs leave their scores here

  # People see the answers on a page of SageMaker AI, which reads them from here.
  cors_rules = [{
    allowed_methods = ["GET"]
    allowed_origins = ["https://mturk-console-template-preview-hooks.s3.amazonaws.com"]
  }]
}

# Every record is checked at plan.
resource "bedrock_dataset" "prompts" {
  bucket = bedrock_data_bucket.evaluation.bucket
  key    = "data/prompts.jsonl"
  source = "${path.module}/prompts.jsonl"
  format = "evaluation_responses"
}

resource "bedrock_service_role" "evaluation" {
  purpose     = "evaluation_human"
  input_data  = [bedrock_dataset.prompts.s3_uri]
  output_data = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
  invoked_models = [
    "arn:aws:bedrock:us-east-1::foundation-model/${var.model_id}",
  ]
}

resource "bedrock_evaluation_job" "people" {
  job_name_prefix = "support-"
  role_arn        = bedrock_service_role.evaluation.arn

  evaluation_config = { human = {
    dataset_metric_configs = [{
      task_type    = "Custom"
      dataset      = { name = "support", dataset_location = { s3_uri = bedrock_dataset.prompts.s3_uri } }
      metric_names = ["satisfaction", "helpfulness"]
    }]
    human_workflow_config = {
      flow_definition_arn = var.flow_definition_arn
      instructions        = "You are the customer. Which answer is better, and how helpful is each?"
    }
    custom_metrics = [
      { name = "satisfaction", description = "Which answer satisfies you?", rating_method = "ComparisonChoice" },
      { name = "helpfulness", description = "How helpful is the answer?", rating_method = "IndividualLikertScale" },
    ]
  } }
  # The answers of the second one are in the data set already.
  inference_config = { models = [
    { bedrock_model = { model_identifier = var.model_id } },
    { precomputed_inference_source = { inference_source_identifier = "desk" } },
  ] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }

}

output "status" {
  value = bedrock_evaluation_job.people.status
}

output "scores" {
  value = bedrock_evaluation_job.people.scores
}
