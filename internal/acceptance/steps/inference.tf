resource "bedrock_converse" "question" {
  model_id         = "us.amazon.nova-micro-v1:0"
  prompt           = "Say yes."
  inference_config = { max_tokens = 10, temperature = 0 }
  store_output     = true
}
