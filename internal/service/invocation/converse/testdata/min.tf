resource "bedrock_converse" "test" {
  model_id         = "amazon.nova-lite-v1:0"
  prompt           = "Where is my order?"
  inference_config = { max_tokens = 200 }
}
