# By a judge.
resource "bedrock_evaluation_job" "judge" {
  job_name_prefix = "judge-"
  role_arn        = var.role_arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "support", dataset_location = { s3_uri = local.prompts } }
      metric_names = ["Builtin.Correctness", "Builtin.Harmfulness"]
    }]
    evaluator_model_config = local.judge
  } }
  inference_config   = { models = [{ bedrock_model = { model_identifier = var.model_id } }] }
  output_data_config = { s3_uri = local.results }

  wait_for = "completed"
}
