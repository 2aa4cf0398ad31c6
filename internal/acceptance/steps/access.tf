data "bedrock_foundation_model_availability" "micro" {
  model_id = "amazon.nova-micro-v1:0"
}

data "bedrock_foundation_model_availability" "haiku" {
  model_id = "anthropic.claude-haiku-4-5-20251001-v1:0"
}

data "bedrock_foundation_model_agreement_offers" "haiku" {
  model_id = "anthropic.claude-haiku-4-5-20251001-v1:0"
}

data "bedrock_use_case_for_model_access" "form" {
}
