resource "bedrock_provisioned_model_throughput" "test" {
  provisioned_model_name = "support"
  model_id               = "amazon.nova-micro-v1:0:128k"
  model_units            = 1
}
