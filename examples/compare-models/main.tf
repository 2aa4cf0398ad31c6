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

# The same question to two models, side by side. Each is one paid call.
locals {
  models = toset(["amazon.nova-micro-v1:0", "amazon.nova-lite-v1:0"])
}

resource "bedrock_converse" "candidate" {
  for_each = local.models

  model_id         = each.key
  system           = "You answer for a shop that sells tents, in one sentence."
  prompt           = "The zip of my tent broke. What now?"
  inference_config = { max_tokens = 200, temperature = 0 }
  expectations     = { max_latency_ms = 20000 }
  store_output     = true
}

output "comparison" {
  value = {
    for model, candidate in bedrock_converse.candidate : model => {
      answer        = candidate.output_text
      latency_ms    = candidate.latency_ms
      output_tokens = candidate.output_tokens
      all_met       = candidate.all_met
    }
  }
}
