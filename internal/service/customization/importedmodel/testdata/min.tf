resource "bedrock_imported_model" "test" {
  job_name            = "open"
  imported_model_name = "open"
  role_arn            = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  model_data_source   = { s3_data_source = { s3_uri = "s3://training-data/model/" } }
}
