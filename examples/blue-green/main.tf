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

variable "models" {
  description = "The custom models, blue and green, by name. One that is taken out goes, and the other one answers on."
  type        = map(string)
  default = {
    blue  = "support-assistant-20261101"
    green = "support-assistant-20261108"
  }
}

variable "live" {
  description = "Which one applications invoke."
  type        = string
  default     = "blue"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

data "bedrock_custom_model" "assistant" {
  for_each         = var.models
  model_identifier = each.value
}

# Both answer at any time: a deployment is paid by the token, so the one that nobody asks costs no more than the storage of its model.
# Provisioned throughput in its place is paid by the hour, twice.
resource "bedrock_custom_model_deployment" "assistant" {
  for_each              = var.models
  model_deployment_name = "support-assistant-${each.key}"
  model_arn             = data.bedrock_custom_model.assistant[each.key].arn
}

# Each is asked before applications are: when it does not answer as expected, the apply fails, and model_id stays what it was.
resource "bedrock_converse" "smoke_test" {
  for_each         = var.models
  model_id         = bedrock_custom_model_deployment.assistant[each.key].arn
  prompt           = "Where is my order?"
  inference_config = { max_tokens = 200, temperature = 0 }
  triggers         = { model = bedrock_custom_model_deployment.assistant[each.key].model_arn }
  expectations     = { max_latency_ms = 20000 }

  lifecycle {
    postcondition {
      condition     = self.all_met
      error_message = "The ${each.key} one did not answer as expected: ${jsonencode(self.met)}."
    }
  }
}

# Write it where applications look: an environment variable, a parameter of AWS Systems Manager, the configuration of a gateway. Switching
# over, and back, changes this one value; nothing is made, and nothing is paid.
output "model_id" {
  value      = bedrock_custom_model_deployment.assistant[var.live].arn
  depends_on = [bedrock_converse.smoke_test]
}
