resource "bedrock_custom_model_share" "test" {
  region                    = "us-east-1"
  name                      = "assistant"
  model_arn                 = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
  principals                = ["345678901234", "456789012345"]
  allow_external_principals = true
  deletion_policy           = "DELETE"
  tags                      = { team = "service", stage = "test" }
}
