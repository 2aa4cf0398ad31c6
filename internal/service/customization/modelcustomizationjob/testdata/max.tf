resource "bedrock_model_customization_job" "test" {
  region                  = "us-east-1"
  job_name_prefix         = "tickets-"
  custom_model_name       = "tickets"
  role_arn                = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  base_model_identifier   = "amazon.nova-micro-v1:0:128k"
  customization_type      = "FINE_TUNING"
  custom_model_kms_key_id = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  hyper_parameters        = { epochCount = "2", learningRate = "0.00001" }
  training_data_config    = { s3_uri = "s3://training-data/train.jsonl" }
  validation_data_config  = { validators = [{ s3_uri = "s3://training-data/train.jsonl" }] }
  output_data_config      = { s3_uri = "s3://training-data/output" }
  vpc_config = {
    subnet_ids         = ["subnet-11111111", "subnet-22222222"]
    security_group_ids = ["sg-11111111"]
  }
  wait_for        = "completed"
  deletion_policy = "DELETE"
  on_missing      = "keep"
  tags            = { team = "support" }
  job_tags        = { purpose = "test" }
}
