resource "bedrock_custom_model_deployment" "test" {
  model_deployment_name = "support"
  model_arn             = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
}
