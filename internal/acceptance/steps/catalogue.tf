data "bedrock_foundation_models" "all" {
}

data "bedrock_foundation_models" "trainable" {
  by_customization_type = "FINE_TUNING"
}

data "bedrock_foundation_model" "micro" {
  model_id = "amazon.nova-micro-v1:0"
}

data "bedrock_inference_profiles" "system" {
  type_equals = "SYSTEM_DEFINED"
}

data "bedrock_inference_profile" "micro" {
  inference_profile_identifier = "us.amazon.nova-micro-v1:0"
}

data "bedrock_invocation_target" "micro" {
  model_id = "amazon.nova-micro-v1:0"
}
