resource "bedrock_model_invocation_job" "test" {
  job_name           = "tickets"
  role_arn           = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  model_id           = "amazon.nova-lite-v1:0"
  input_data_config  = { s3_input_data_config = { s3_uri = "s3://training-data/records.jsonl" } }
  output_data_config = { s3_output_data_config = { s3_uri = "s3://training-data/answers" } }
}
