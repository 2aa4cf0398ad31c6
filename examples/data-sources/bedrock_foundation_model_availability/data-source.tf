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

data "bedrock_foundation_model_availability" "assistant" {
  model_id = "amazon.nova-lite-v1:0"
}

# Reports at every plan, and stops nothing.
check "the_assistant_can_answer" {
  assert {
    condition     = data.bedrock_foundation_model_availability.assistant.usable
    error_message = data.bedrock_foundation_model_availability.assistant.reason
  }
}

output "gates" {
  value = {
    agreement     = data.bedrock_foundation_model_availability.assistant.agreement_status
    authorization = data.bedrock_foundation_model_availability.assistant.authorization_status
    entitlement   = data.bedrock_foundation_model_availability.assistant.entitlement_availability
    region        = data.bedrock_foundation_model_availability.assistant.region_availability
  }
}
