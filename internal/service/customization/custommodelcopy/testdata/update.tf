resource "bedrock_custom_model_copy" "test" {
  region                   = "us-east-1"
  source_model_arn         = "arn:aws:bedrock:us-west-2:123456789012:custom-model/meta.llama3-3-70b-instruct-v1:0:128k/support00001"
  target_model_name_prefix = "support-"
  model_kms_key_id         = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  wait_for                 = "completed"
  deletion_policy          = "DELETE"
  on_missing               = "keep"
  tags                     = { team = "service", stage = "test" }
}
