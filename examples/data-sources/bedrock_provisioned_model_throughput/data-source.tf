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

data "bedrock_custom_model" "assistant" {
  model_identifier = "support-assistant"
}

resource "bedrock_provisioned_model_throughput" "assistant" {
  provisioned_model_name = "support-assistant"
  model_id               = data.bedrock_custom_model.assistant.arn
  model_units            = 1
}

# Another configuration finds it by its name.
data "bedrock_provisioned_model_throughput" "assistant" {
  provisioned_model_id = bedrock_provisioned_model_throughput.assistant.provisioned_model_name
}

output "committed_until" {
  description = "Null where it is paid by the hour."
  value       = data.bedrock_provisioned_model_throughput.assistant.commitment_expiration_time
}
