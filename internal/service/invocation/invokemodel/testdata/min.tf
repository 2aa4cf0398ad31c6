resource "bedrock_invoke_model" "test" {
  model_id = "mistral.mistral-large-2402-v1:0"
  body     = jsonencode({ prompt = "Where is my order?", max_tokens = 200 })
}
