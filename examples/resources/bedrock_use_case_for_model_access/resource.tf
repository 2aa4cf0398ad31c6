terraform {
  required_version = ">= 1.11" # for arguments and variables that are kept nowhere

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

variable "company" {
  description = "What the form says. It is ephemeral: neither plans nor the state hold it."
  type = object({
    name     = string
    website  = string
    industry = string
    purpose  = string
  })
  ephemeral = true
  default = {
    name     = "Example Corp"
    website  = "https://www.example.com"
    industry = "Energy"
    purpose  = "Employees ask questions about the manuals of our machines, and get answers with their sources."
  }
}

# The form first ...
resource "bedrock_use_case_for_model_access" "this" {
  form_data_wo = {
    company_name    = var.company.name
    company_website = var.company.website
    intended_users  = "0" # employees
    industry_option = var.company.industry
    use_cases       = var.company.purpose
  }
}

# ... then the models that want it.
resource "bedrock_foundation_model_agreement" "anthropic" {
  for_each = toset([
    "anthropic.claude-haiku-4-5-20251001-v1:0",
    "anthropic.claude-sonnet-5",
  ])

  model_id    = each.key
  accept_eula = true

  depends_on = [bedrock_use_case_for_model_access.this]

  lifecycle {
    postcondition {
      condition     = self.agreement_status == "AVAILABLE"
      error_message = "The agreement is still under way: apply again to wait on."
    }
  }
}
