resource "bedrock_inference_profile" "test" {
  region          = "us-east-1"
  name            = "support assistant"
  description     = "Requests of the support assistant"
  model_source    = { copy_from = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0" }
  deletion_policy = "DELETE"
  tags            = { team = "support" }
}
