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

# The way to a model from this region, through the profile of its geography where it has one.
data "bedrock_invocation_target" "chat" {
  model_id    = "amazon.nova-pro-v1:0"
  scope_order = ["geo", "in_region"]
}

variable "deployment_arn" {
  description = "A custom model that the application invokes, too."
  type        = string
  default     = "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl"
}

data "bedrock_invoke_policy" "application" {
  invoke_resource_arns = [
    data.bedrock_invocation_target.chat.invoke_resource_arns,
    [var.deployment_arn],
  ]
}

output "policy" {
  description = "For aws_iam_role_policy, or whatever manages the role of the application."
  value       = data.bedrock_invoke_policy.application.json
}
