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

# Where requests to Nova Lite may go, by each profile of AWS.
data "bedrock_inference_profiles" "nova_lite" {
  type_equals = "SYSTEM_DEFINED"
  by_model_id = "amazon.nova-lite-v1:0"
}

output "ways_to_nova_lite" {
  value = {
    for profile in data.bedrock_inference_profiles.nova_lite.inference_profile_summaries :
    profile.inference_profile_id => profile.destination_regions
  }
}

# What the applications of this account have.
data "bedrock_inference_profiles" "applications" {
  type_equals = "APPLICATION"
}

output "applications" {
  value = {
    for profile in data.bedrock_inference_profiles.applications.inference_profile_summaries :
    profile.name => profile.model_id
  }
}
