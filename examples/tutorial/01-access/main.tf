# Step 1: open the models. In the console: "Model access".
#
# On AWS: free. Terms are accepted for the whole account, and only of the models that you name in vendor_models.

terraform {
  required_version = ">= 1.5"

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
  description = "The models that the tutorial needs. Amazon's own have no terms to accept."
  type        = set(string)
  default     = ["amazon.nova-micro-v1:0", "amazon.nova-lite-v1:0", "amazon.nova-pro-v1:0"]
}

variable "vendor_models" {
  description = <<-EOT
    Models of other vendors whose terms you have read and accept, with the region, such as { "cohere.embed-v4:0" = "us-east-1" }. Those of
    Anthropic also want a form: bedrock_use_case_for_model_access.
  EOT
  type        = map(string)
  default     = {}
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

resource "bedrock_foundation_model_agreement" "vendor" {
  for_each = var.vendor_models

  model_id    = each.key
  region      = each.value
  accept_eula = true
}

# What keeps a model closed, if something does: the agreement, the account's permissions, a form, the region.
data "bedrock_foundation_model_availability" "model" {
  for_each = var.models

  model_id = each.key

  lifecycle {
    postcondition {
      condition     = self.usable
      error_message = self.reason
    }
  }
}

output "gates" {
  value = merge(
    { for id, model in data.bedrock_foundation_model_availability.model : id => model.usable ? "open" : model.reason },
    { for id, agreement in bedrock_foundation_model_agreement.vendor : id => agreement.agreement_status },
  )
}

output "next" {
  description = "terraform output -json next > ../02-choose/inputs.auto.tfvars.json"
  value       = { account_id = var.account_id }
}
