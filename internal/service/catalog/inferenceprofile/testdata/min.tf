resource "bedrock_inference_profile" "test" {
  name         = "support"
  model_source = { copy_from = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0" }
}
