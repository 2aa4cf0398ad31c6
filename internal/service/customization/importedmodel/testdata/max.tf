resource "bedrock_imported_model" "test" {
  region                    = "us-east-1"
  job_name_prefix           = "open-"
  imported_model_name       = "open"
  role_arn                  = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  model_data_source         = { s3_data_source = { s3_uri = "s3://training-data/model/" } }
  imported_model_kms_key_id = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  vpc_config                = { subnet_ids = ["subnet-11111111", "subnet-22222222"], security_group_ids = ["sg-11111111"] }
  wait_for                  = "completed"
  deletion_policy           = "DELETE"
  on_missing                = "keep"
  tags                      = { team = "support" }
  job_tags                  = { purpose = "test" }
}
