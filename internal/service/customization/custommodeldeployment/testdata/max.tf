resource "bedrock_custom_model_deployment" "test" {
  region                       = "us-east-1"
  model_deployment_name_prefix = "support-"
  model_arn                    = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
  description                  = "Answers of the support team"
  deletion_policy              = "DELETE"
  tags                         = { team = "support" }
}
