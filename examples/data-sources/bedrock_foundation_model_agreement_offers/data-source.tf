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

data "bedrock_foundation_model_agreement_offers" "haiku" {
  model_id = "anthropic.claude-haiku-4-5-20251001-v1:0"
}

output "terms" {
  description = "What to write into expected_terms_url once you have read them."
  value       = data.bedrock_foundation_model_agreement_offers.haiku.offers[0].legal_terms_url
}

output "usd_per_million_tokens" {
  description = "Rates in this region, as numbers."
  value = {
    for rate in data.bedrock_foundation_model_agreement_offers.haiku.offers[0].rate_card :
    rate.dimension => rate.price if startswith(rate.dimension, "USE1_")
  }
}
