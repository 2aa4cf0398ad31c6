# Step 2: browse providers and models, and choose by features and price. In the console: "Providers" and "Base models".
#
# On AWS: free. Prices come from the files that AWS publishes for everybody.

terraform {
  required_version = ">= 1.5"

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

variable "chart_providers" {
  description = "Whose models the chart has."
  type        = list(string)
  default     = ["Amazon", "Anthropic", "Meta"]
}

variable "min_context_window" {
  description = "How many tokens the model must read at once."
  type        = number
  default     = 100000
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

data "bedrock_foundation_models" "all" {
  by_lifecycle_status = "ACTIVE"
}

# All models of some providers, side by side.
data "bedrock_model_comparison" "chart" {
  providers = var.chart_providers
  sort_by   = "input_price"
}

# The cheapest one for text that can be trained and will be there for a while.
data "bedrock_model_comparison" "trainable" {
  by_output_modality    = "TEXT"
  by_customization_type = "FINE_TUNING"
  by_lifecycle_status   = "ACTIVE"
  min_context_window    = var.min_context_window
  sort_by               = "input_price"

  lifecycle {
    postcondition {
      condition     = try(length(self.models[0].trainable_model_ids) > 0, false)
      error_message = "No model of ${self.region} reads ${var.min_context_window} tokens and can be trained."
    }
  }
}

output "providers" {
  value = data.bedrock_foundation_models.all.providers
}

output "chart" {
  description = "terraform output -raw chart"
  value       = data.bedrock_model_comparison.chart.markdown
}

output "next" {
  description = "terraform output -json next > ../03-try/inputs.auto.tfvars.json"
  value = {
    account_id            = var.account_id
    model_id              = data.bedrock_model_comparison.trainable.models[0].model_id
    base_model_identifier = data.bedrock_model_comparison.trainable.models[0].trainable_model_ids[0]
  }
}
