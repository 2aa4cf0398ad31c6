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

data "bedrock_inference_profile" "nova_lite" {
  inference_profile_identifier = "us.amazon.nova-lite-v1:0"
}

output "regions" {
  description = "Where a request that names the profile may be answered."
  value       = [for model in data.bedrock_inference_profile.nova_lite.models : split(":", model.model_arn)[3]]
}

output "arns_for_a_policy" {
  description = "What a policy must allow with bedrock:InvokeModel: the profile, and the model in each of its regions."
  value = concat(
    [data.bedrock_inference_profile.nova_lite.arn],
    [for model in data.bedrock_inference_profile.nova_lite.models : model.model_arn],
  )
}
