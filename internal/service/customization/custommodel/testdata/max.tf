resource "bedrock_custom_model" "test" {
  region              = "us-east-1"
  model_name_prefix   = "support-"
  model_source_config = { s3_data_source = { s3_uri = "s3://training-data/model/" } }
  role_arn            = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  model_kms_key_arn   = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  deletion_policy     = "DELETE"
  tags                = { team = "support" }
}
