resource "bedrock_foundation_model_agreement" "test" {
  region             = "us-east-1"
  model_id           = "cohere.embed-v4:0"
  accept_eula        = true
  offer_id           = "offer-sescdq6pxatsd"
  expected_terms_url = "https://bedrock-eula.s3.us-east-1.amazonaws.com/cohere/public.pdf"
  required_gates     = ["agreement", "entitlement", "region"]
  deletion_policy    = "DELETE"
}
