# By people of your work team. It takes days: apply again to see the scores. The page on which they see the answers reads them from the
# bucket, which with the AWS provider takes:
#
#   resource "aws_s3_bucket_cors_configuration" "evaluation" {
#     bucket = var.bucket
#     cors_rule {
#       allowed_methods = ["GET"]
#       allowed_origins = ["https://mturk-console-template-preview-hooks.s3.amazonaws.com"]
#     }
#   }
variable "flow_definition_arn" {
  description = "Flow definition of SageMaker AI, which names the work team and the page."
  type        = string
  default     = "arn:aws:sagemaker:us-east-1:123456789012:flow-definition/support"
}

resource "bedrock_evaluation_job" "people" {
  job_name_prefix = "people-"
  role_arn        = var.role_arn

  evaluation_config = { human = {
    dataset_metric_configs = [{
      task_type    = "Custom"
      dataset      = { name = "support", dataset_location = { s3_uri = local.prompts } }
      metric_names = ["satisfaction"]
    }]
    human_workflow_config = {
      flow_definition_arn = var.flow_definition_arn
      instructions        = "You are the customer. Does the answer help you?"
    }
    custom_metrics = [{ name = "satisfaction", description = "Are you satisfied?", rating_method = "ThumbsUpDown" }]
  } }
  inference_config   = { models = [{ precomputed_inference_source = { inference_source_identifier = var.source_identifier } }] }
  output_data_config = { s3_uri = local.results }
}
