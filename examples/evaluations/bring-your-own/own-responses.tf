# Of answers that are in the data set already, whose records name their source.
variable "source_identifier" {
  description = "modelIdentifier of the answers in the data set."
  type        = string
  default     = "mine"
}

resource "bedrock_evaluation_job" "own_responses" {
  job_name_prefix = "own-"
  role_arn        = var.role_arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "support", dataset_location = { s3_uri = local.prompts } }
      metric_names = ["Builtin.Correctness", "Builtin.Completeness"]
    }]
    evaluator_model_config = local.judge
  } }
  inference_config   = { models = [{ precomputed_inference_source = { inference_source_identifier = var.source_identifier } }] }
  output_data_config = { s3_uri = local.results }

  wait_for = "completed"
}
