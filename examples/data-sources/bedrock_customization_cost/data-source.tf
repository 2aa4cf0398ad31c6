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

# What it costs to train Nova 2 Lite on 1.2 million tokens, twice over, to keep the model, and to serve it with one model unit. Prices come
# from the files that AWS publishes for everybody, without credentials.
data "bedrock_customization_cost" "assistant" {
  base_model_identifier = "amazon.nova-2-lite-v1:0:256k"
  training_tokens       = 1200000 # or training_data_file = "${path.module}/train.jsonl"
  epochs                = 2
  model_units           = 1

  lifecycle {
    postcondition {
      condition     = self.cost_estimate.one_time != null
      error_message = "What the training costs is not known: ${coalesce(self.training.unknown_because, "-")}."
    }
  }
}

output "training" {
  description = "The figure and the way to it."
  value       = data.bedrock_customization_cost.assistant.training.formula
}

output "per_month" {
  value = {
    storage    = data.bedrock_customization_cost.assistant.storage.amount
    throughput = data.bedrock_customization_cost.assistant.throughput.amount
  }
}
