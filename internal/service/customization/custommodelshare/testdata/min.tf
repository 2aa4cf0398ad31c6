resource "bedrock_custom_model_share" "test" {
  name       = "support"
  model_arn  = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
  principals = ["345678901234"]
}
