resource "bedrock_custom_model" "test" {
  model_name          = "support"
  model_source_config = { s3_data_source = { s3_uri = "s3://training-data/model/" } }
  role_arn            = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
}
