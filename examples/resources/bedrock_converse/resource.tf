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

resource "bedrock_converse" "smoke_test" {
  model_id         = "amazon.nova-lite-v1:0"
  system           = "You answer for a shop that sells tents, in one sentence."
  prompt           = "Where is my order?"
  inference_config = { max_tokens = 200, temperature = 0 }

  expectations = { pattern = "[a-z]", max_latency_ms = 20000, max_output_tokens = 200 }
  store_output = true

  lifecycle {
    # What is paid is kept; an answer that is not good enough stops the apply.
    postcondition {
      condition     = self.all_met
      error_message = "The model did not answer as expected: ${jsonencode(self.met)}."
    }
  }
}

output "answer" {
  value = bedrock_converse.smoke_test.output_text
}

output "tokens" {
  value = bedrock_converse.smoke_test.input_tokens + bedrock_converse.smoke_test.output_tokens
}
