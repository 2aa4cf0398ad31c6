terraform {
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

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

# The models are written down one by one: nobody's scheduled apply accepts the terms of a model that appeared last night.
locals {
  vendor = "Cohere"
  models = toset([
    "cohere.embed-english-v3",
    "cohere.embed-multilingual-v3",
    "cohere.embed-v4:0",
    "cohere.rerank-v3-5:0",
  ])
}

resource "bedrock_foundation_model_agreement" "vendor" {
  for_each = local.models

  model_id    = each.key
  accept_eula = true
}

# What the vendor offers today. Ids for provisioned throughput only, such as ...:24k, are variants of the same models.
data "bedrock_foundation_models" "vendor" {
  by_provider         = local.vendor
  by_lifecycle_status = "ACTIVE"
}

locals {
  offered = toset([
    for model in data.bedrock_foundation_models.vendor.model_summaries : model.model_id
    if model.inference_types_supported != toset(["PROVISIONED"])
  ])
}

check "the_list_is_complete" {
  assert {
    condition     = length(setsubtract(local.offered, local.models)) == 0
    error_message = "${local.vendor} has new models, read their terms: ${join(", ", setsubtract(local.offered, local.models))}"
  }
}

check "the_list_has_no_old_models" {
  assert {
    condition     = length(setsubtract(local.models, local.offered)) == 0
    error_message = "These will end, or have: ${join(", ", setsubtract(local.models, local.offered))}"
  }
}

output "open" {
  value = { for id, access in bedrock_foundation_model_agreement.vendor : id => access.agreement_status }
}
