# Of what a knowledge base finds.
variable "knowledge_base_id" {
  description = "A knowledge base."
  type        = string
  default     = "KB12345678"
}

resource "bedrock_evaluation_job" "knowledge_base" {
  job_name_prefix = "base-"
  role_arn        = var.role_arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "support", dataset_location = { s3_uri = local.conversations } }
      metric_names = ["Builtin.ContextRelevance", "Builtin.ContextCoverage"]
    }]
    evaluator_model_config = local.judge
  } }
  inference_config = { rag_configs = [{ knowledge_base_config = { retrieve_config = {
    knowledge_base_id                      = var.knowledge_base_id
    knowledge_base_retrieval_configuration = { vector_search_configuration = { number_of_results = 5 } }
  } } }] }
  output_data_config = { s3_uri = local.results }

  wait_for = "completed"
}
