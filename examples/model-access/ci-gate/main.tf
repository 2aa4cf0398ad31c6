terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "model_ids" {
  description = "Models that the application invokes in production."
  type        = set(string)
  default     = ["amazon.nova-lite-v1:0", "amazon.titan-embed-text-v2:0"]
}

provider "bedrock" {
  region = "us-east-1"
}

# A pipeline runs `terraform plan` on this before it deploys: exit code 1 and a sentence for each closed gate, where a check
# would only warn. It needs one permission, bedrock:GetFoundationModelAvailability, and changes nothing.
data "bedrock_foundation_model_availability" "required" {
  for_each = var.model_ids

  model_id = each.key

  lifecycle {
    postcondition {
      condition     = self.usable
      error_message = self.reason
    }
  }
}
