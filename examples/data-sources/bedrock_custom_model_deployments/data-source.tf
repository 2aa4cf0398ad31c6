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

# Every deployment that is ready to answer.
data "bedrock_custom_model_deployments" "active" {
  status_equals = "Active"
}

output "models" {
  description = "The custom model behind each deployment, by name."
  value = {
    for deployment in data.bedrock_custom_model_deployments.active.model_deployment_summaries :
    deployment.model_deployment_name => deployment.model_arn
  }
}
