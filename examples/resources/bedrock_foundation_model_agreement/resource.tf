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

variable "terms_url" {
  description = "Address of the terms that were read and approved. Plans stop when the vendor publishes others; null accepts any."
  type        = string
  default     = null
}

resource "bedrock_foundation_model_agreement" "embeddings" {
  model_id           = "cohere.embed-v4:0"
  accept_eula        = true
  expected_terms_url = var.terms_url

  lifecycle {
    postcondition {
      condition     = self.agreement_status == "AVAILABLE"
      error_message = "The agreement is still under way: apply again to wait on."
    }
  }
}

# A model of Amazon has no terms to accept. It needs no resource either, but is welcome in a list of models of all vendors.
resource "bedrock_foundation_model_agreement" "nova" {
  model_id    = "amazon.nova-lite-v1:0"
  accept_eula = true
}

output "nova_has_terms" {
  value = bedrock_foundation_model_agreement.nova.agreement_required
}
