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

# The newest Claude Sonnet that answers here, in the United States only. Sonnet 5 is kept although AWS may add a newer one.
data "bedrock_invocation_target" "assistant" {
  model_name_prefix = "Claude Sonnet"
  by_provider       = "Anthropic"
  allowed_regions   = ["us-east-1", "us-east-2", "us-west-2"]
  pinned_model_id   = "anthropic.claude-sonnet-5"
}

output "model_id_for_the_application" {
  value = data.bedrock_invocation_target.assistant.target_id
}

# What the role of the application has to be allowed: the profile, and the model in each region that it leads to.
output "policy" {
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
      Resource = data.bedrock_invocation_target.assistant.invoke_resource_arns
    }]
  })
}

check "newest_model" {
  assert {
    condition     = data.bedrock_invocation_target.assistant.newest_model_id == "anthropic.claude-sonnet-5"
    error_message = "There is a newer model: ${data.bedrock_invocation_target.assistant.newest_model_id}."
  }
}
