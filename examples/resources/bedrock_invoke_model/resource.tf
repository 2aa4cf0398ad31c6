terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "account_id" {
  description = "The only account this configuration may touch. The default is the simulator's."
  type        = string
  default     = "123456789012"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

# A model that embeds has no conversation: its request and its answer have a form of their own.
resource "bedrock_invoke_model" "embedding" {
  model_id     = "amazon.titan-embed-text-v2:0"
  body         = jsonencode({ inputText = "Where is my order?", dimensions = 256 })
  expectations = { max_latency_ms = 20000 }
  output_file  = "${path.module}/embedding.json"
}

output "latency_ms" {
  value = bedrock_invoke_model.embedding.latency_ms
}
