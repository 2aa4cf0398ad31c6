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

# The cheapest model for text that can be fine-tuned, reads at least 100,000 tokens and is not about to end.
data "bedrock_model_comparison" "trainable" {
  by_output_modality    = "TEXT"
  by_customization_type = "FINE_TUNING"
  by_lifecycle_status   = "ACTIVE"
  min_context_window    = 100000
  sort_by               = "input_price"

  lifecycle {
    postcondition {
      condition     = try(self.models[0].price_matched, false)
      error_message = "No such model has a price in ${self.region}."
    }
  }
}

output "cheapest" {
  value = {
    name                = data.bedrock_model_comparison.trainable.models[0].model_name
    base_model_to_train = data.bedrock_model_comparison.trainable.models[0].trainable_model_ids
    usd_per_million_in  = data.bedrock_model_comparison.trainable.models[0].input_price_per_million_tokens
  }
}

# The chart of three makers, to be looked at: terraform output -raw chart
data "bedrock_model_comparison" "chart" {
  providers = ["Amazon", "Anthropic", "Stability AI"]
  sort_by   = "input_price"
}

output "chart" {
  value = data.bedrock_model_comparison.chart.markdown
}
