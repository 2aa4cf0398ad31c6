terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

provider "bedrock" {
  region = "us-east-1"
}

variable "model_id" {
  description = "The foundation model that the application calls."
  type        = string
  default     = "amazon.nova-lite-v1:0"
}

data "bedrock_foundation_model" "assistant" {
  model_id = var.model_id

  lifecycle {
    postcondition {
      condition     = contains(self.input_modalities, "IMAGE")
      error_message = "The assistant reads screenshots, and ${var.model_id} does not take images."
    }
  }
}

# A warning, and no error, in every plan from the day on which AWS announces the end of the model.
check "assistant_is_active" {
  assert {
    condition = data.bedrock_foundation_model.assistant.model_lifecycle.status == "ACTIVE"
    error_message = format("%s is a legacy model and ends on %s. Choose its successor.",
      data.bedrock_foundation_model.assistant.model_name,
    coalesce(data.bedrock_foundation_model.assistant.model_lifecycle.end_of_life_time, "a date not published yet"))
  }
}

output "model_arn" {
  description = "For policies that allow bedrock:InvokeModel."
  value       = data.bedrock_foundation_model.assistant.model_arn
}

output "invoked_by_its_own_id" {
  description = "Whether the model can be called as it is. Otherwise it takes an inference profile."
  value       = contains(data.bedrock_foundation_model.assistant.inference_types_supported, "ON_DEMAND")
}
