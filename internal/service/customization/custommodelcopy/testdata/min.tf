resource "bedrock_custom_model_copy" "test" {
  source_model_arn  = "arn:aws:bedrock:us-west-2:123456789012:custom-model/meta.llama3-3-70b-instruct-v1:0:128k/support00001"
  target_model_name = "support"
}
