resource "bedrock_converse" "test" {
  region   = "us-east-1"
  model_id = "amazon.nova-lite-v1:0"
  system   = "You answer for a shop that sells tents."
  messages = [
    { role = "user", content = [{ text = "Where is my order?" }] },
    { role = "assistant", content = [{ text = "What is its number?" }] },
    { role = "user", content = [{ text = "It is 7." }] },
  ]
  inference_config                = { max_tokens = 200, temperature = 0.1, top_p = 0.9, stop_sequences = ["Kind regards"] }
  additional_model_request_fields = "{\"inferenceConfig\":{\"topK\":20}}"
  triggers                        = { run = "1" }
  expectations                    = { pattern = "(?i)simulated", max_latency_ms = 60000, max_output_tokens = 200 }
  store_output                    = true
}
