# The same two metrics by people of your work team, both models side by side. It takes days: apply again to see the scores. How the flow
# definition is made stands in the example of people.
variable "flow_definition_arn" {
  description = "Flow definition of SageMaker AI, which names the work team and the page."
  type        = string
  default     = "arn:aws:sagemaker:us-east-1:123456789012:flow-definition/shop"
}

# People are given one data set, so that it has the prompts of all domains.
resource "bedrock_dataset" "people" {
  bucket  = bedrock_data_bucket.evaluation.bucket
  key     = "prompts/people.jsonl"
  format  = "evaluation_prompts"
  records = flatten([for domain in local.domains : compact(split("\n", file("${path.module}/prompts/${domain}.jsonl")))])
}

resource "bedrock_service_role" "people" {
  purpose        = "evaluation_human"
  input_data     = [bedrock_dataset.people.s3_uri]
  output_data    = "${bedrock_data_bucket.evaluation.s3_uri}/people/"
  invoked_models = local.models
}

resource "bedrock_evaluation_job" "people" {
  job_name_prefix = "shop-people-"
  role_arn        = bedrock_service_role.people.arn

  evaluation_config = { human = {
    dataset_metric_configs = [{
      task_type    = "Custom"
      dataset      = { name = "all-domains", dataset_location = { s3_uri = bedrock_dataset.people.s3_uri } }
      metric_names = ["satisfaction", "cross-domain"]
    }]
    human_workflow_config = {
      flow_definition_arn = var.flow_definition_arn
      instructions        = "You are a customer of a shop for tents. Rate each answer, and choose the one that a specialist would give."
    }
    custom_metrics = [
      { name = "satisfaction", description = "How satisfied are you with the answer?", rating_method = "IndividualLikertScale" },
      { name = "cross-domain", description = "Which answer would a specialist give?", rating_method = "ComparisonChoice" },
    ]
  } }
  inference_config   = { models = [for id in [var.champion, var.challenger] : { bedrock_model = { model_identifier = id } }] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/people/" }
}

# By model and metric, once the people are done.
output "people" {
  value = {
    for model in local.models :
    model => { for s in coalesce(bedrock_evaluation_job.people.scores, []) : s.metric => s.mean if s.model == model }
  }
}
