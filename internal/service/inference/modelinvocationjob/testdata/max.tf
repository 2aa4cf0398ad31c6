resource "bedrock_model_invocation_job" "test" {
  region                    = "us-east-1"
  job_name_prefix           = "tickets-"
  role_arn                  = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  model_id                  = "amazon.nova-lite-v1:0"
  model_invocation_type     = "InvokeModel"
  timeout_duration_in_hours = 48
  input_data_config = { s3_input_data_config = {
    s3_uri          = "s3://training-data/records.jsonl"
    s3_input_format = "JSONL"
    s3_bucket_owner = "123456789012"
  } }
  output_data_config = { s3_output_data_config = {
    s3_uri               = "s3://training-data/answers"
    s3_encryption_key_id = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
    s3_bucket_owner      = "123456789012"
  } }
  vpc_config = {
    subnet_ids         = ["subnet-11111111"]
    security_group_ids = ["sg-11111111"]
  }
  wait_for        = "completed"
  deletion_policy = "DELETE"
  on_missing      = "keep"
  tags            = { team = "support" }
}
