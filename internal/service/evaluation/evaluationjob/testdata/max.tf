resource "bedrock_evaluation_job" "test" {
  region                     = "us-east-1"
  job_name_prefix            = "tickets-"
  job_description            = "Answers to tickets"
  role_arn                   = "arn:aws:iam::123456789012:role/AmazonBedrock-evaluation"
  application_type           = "ModelEvaluation"
  customer_encryption_key_id = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } }
      metric_names = ["Builtin.Correctness", "Builtin.Harmfulness", "tone"]
    }]
    evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }
    custom_metric_config = {
      custom_metrics = [{ custom_metric_definition = {
        name         = "tone"
        instructions = "Is {{prediction}} a friendly answer to {{prompt}}?"
        rating_scale = [
          { definition = "It is rude", value = { float_value = 1 } },
          { definition = "It is friendly", value = { float_value = 2 } },
        ]
      } }]
      evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }
    }
  } }
  inference_config = { models = [{ bedrock_model = {
    model_identifier   = "amazon.nova-lite-v1:0"
    inference_params   = jsonencode({ inferenceConfig = { maxTokens = 100 } })
    performance_config = { latency = "standard" }
  } }] }
  output_data_config = { s3_uri = "s3://evaluation-data/results/" }
  wait_for           = "completed"
  deletion_policy    = "DELETE"
  on_missing         = "keep"
  tags               = { team = "support" }
}
