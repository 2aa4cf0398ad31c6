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

# 200 questions for Nova Lite, each answer judged by three metrics of another model.
data "bedrock_evaluation_cost" "assistant" {
  record_count = 200

  generator = {
    model_identifier         = "us.amazon.nova-lite-v1:0"
    input_tokens_per_record  = 600
    output_tokens_per_record = 250
  }

  judge = {
    model_identifier         = "us.anthropic.claude-sonnet-5"
    metric_count             = 3
    input_tokens_per_record  = 1800
    output_tokens_per_record = 200
  }
}

output "total" {
  description = "The sum and the way to it; null where a part of it is not known."
  value       = data.bedrock_evaluation_cost.assistant.total.formula
}

output "judge" {
  value = data.bedrock_evaluation_cost.assistant.judge_input.formula
}
