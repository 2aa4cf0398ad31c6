resource "bedrock_custom_model_share" "test" {
  region                    = "us-east-1"
  name                      = "support"
  model_arn                 = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
  principals                = ["345678901234", "arn:aws:organizations::123456789012:ou/o-example123/ou-1234-abcdefgh"]
  allow_external_principals = false
  deletion_policy           = "DELETE"
  tags                      = { team = "support" }
}
