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

# The models for text that can be fine-tuned and will be there for a while.
data "bedrock_foundation_models" "trainable" {
  by_customization_type = "FINE_TUNING"
  by_input_modality     = "TEXT"
  by_output_modality    = "TEXT"
  by_lifecycle_status   = "ACTIVE"

  lifecycle {
    postcondition {
      condition     = length(self.model_ids) > 0
      error_message = "No text model can be fine-tuned in ${self.region}. Try us-east-1 or us-west-2."
    }
  }
}

output "base_models" {
  description = "Ids to give to base_model_identifier of a customization job."
  value       = data.bedrock_foundation_models.trainable.model_ids
}

output "base_models_by_provider" {
  value = {
    for model in data.bedrock_foundation_models.trainable.model_summaries :
    model.provider_name => model.model_name...
  }
}

# Another region, the same provider: what leaves Frankfurt, and when.
data "bedrock_foundation_models" "leaving" {
  region              = "eu-central-1"
  by_lifecycle_status = "LEGACY"
}

output "end_of_life" {
  value = {
    for model in data.bedrock_foundation_models.leaving.model_summaries :
    model.model_id => model.model_lifecycle.end_of_life_time
  }
}
