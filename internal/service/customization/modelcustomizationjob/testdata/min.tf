resource "bedrock_model_customization_job" "test" {
  job_name              = "tickets"
  custom_model_name     = "tickets"
  role_arn              = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  training_data_config  = { s3_uri = "s3://training-data/train.jsonl" }
  output_data_config    = { s3_uri = "s3://training-data/output" }
}
