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

# Every imported model that takes conversations.
data "bedrock_imported_models" "all" {}

output "models" {
  value = {
    for model in data.bedrock_imported_models.all.model_summaries : model.model_name => model.arn if model.instruct_supported
  }
}
