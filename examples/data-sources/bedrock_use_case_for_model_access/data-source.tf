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

data "bedrock_use_case_for_model_access" "this" {
}

output "form_was_submitted" {
  description = "By this account, or by the management account of its organization."
  value       = data.bedrock_use_case_for_model_access.this.submitted
}
