resource "bedrock_evaluation_job" "test" {
  job_name = "tickets"
  role_arn = "arn:aws:iam::123456789012:role/AmazonBedrock-evaluation"
  evaluation_config = { automated = { dataset_metric_configs = [{
    task_type    = "QuestionAndAnswer"
    dataset      = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } }
    metric_names = ["Builtin.Accuracy"]
  }] } }
  inference_config   = { models = [{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } }] }
  output_data_config = { s3_uri = "s3://evaluation-data/results/" }
}
