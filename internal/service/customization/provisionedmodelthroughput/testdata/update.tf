resource "bedrock_provisioned_model_throughput" "test" {
  region                 = "us-east-1"
  provisioned_model_name = "service"
  model_id               = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00002"
  model_units            = 1
  deletion_policy        = "DELETE"
  tags                   = { team = "service", stage = "test" }
}
