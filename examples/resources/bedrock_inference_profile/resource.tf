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

# The profile of AWS that sends requests for a model to several regions of the United States.
data "bedrock_inference_profile" "nova_lite" {
  inference_profile_identifier = "us.amazon.nova-lite-v1:0"
}

# What the support team asks of the model has an ARN and a tag of its own, and so a line of its own in the bill.
resource "bedrock_inference_profile" "support" {
  name         = "support assistant"
  description  = "Requests of the support assistant"
  model_source = { copy_from = data.bedrock_inference_profile.nova_lite.arn }
  tags         = { team = "support" }
}

# In one region: made from the model itself.
resource "bedrock_inference_profile" "reports" {
  name         = "reports"
  model_source = { copy_from = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0" }
  tags         = { team = "finance" }
}

output "support_model_id" {
  description = "For model_id of a request, in the place of the model's own."
  value       = bedrock_inference_profile.support.arn
}
