data "bedrock_model_prices" "micro" {
  model_id = "amazon.nova-micro-v1:0"
  source   = "api"
}
