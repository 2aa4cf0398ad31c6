resource "bedrock_invoke_model" "test" {
  region       = "us-east-1"
  model_id     = "mistral.mistral-large-2402-v1:0"
  body         = jsonencode({ prompt = "Where is my order?", max_tokens = 200 })
  content_type = "application/json"
  accept       = "application/json"
  triggers     = { run = "1" }
  expectations = { pattern = "(?i)simulated", max_latency_ms = 60000, max_output_tokens = 200 }
  store_output = true
}
