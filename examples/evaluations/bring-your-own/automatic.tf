# By an algorithm.
resource "bedrock_evaluation_job" "automatic" {
  job_name_prefix = "automatic-"
  role_arn        = var.role_arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "QuestionAndAnswer"
      dataset      = { name = "support", dataset_location = { s3_uri = local.prompts } }
      metric_names = ["Builtin.Accuracy"]
    }]
  } }
  inference_config   = { models = [{ bedrock_model = { model_identifier = var.model_id } }] }
  output_data_config = { s3_uri = local.results }

  wait_for = "completed"
}
