resource "bedrock_foundation_model_agreement" "test" {
  model_id        = "cohere.embed-v4:0"
  accept_eula     = true
  deletion_policy = "DELETE"
}
