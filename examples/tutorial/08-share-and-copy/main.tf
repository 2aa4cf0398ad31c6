# Step 8: copy the model to another region, and share it with other accounts. In the console: "Copy model" and "Share model".
#
# On AWS: sharing is free; the copy is stored for 1.95 USD a month. Alone, this step trains a model: some cents, and 1.95 USD a month.

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

variable "model_arn" {
  description = "The custom model of step 6. Without it, this step trains a small one of its own."
  type        = string
  default     = null
}

variable "deployment_arn" {
  description = "The deployment of step 7: passed on."
  type        = string
  default     = null
}

variable "recipient_account_ids" {
  description = "Accounts of your organization that may copy the model, which is all that they may do with it. See examples/three-accounts for their side."
  type        = list(string)
  default     = []
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

# What step 6 has made, where this step runs alone: a small model, which is paid like any other.
module "model" {
  source = "../../modules/fine-tuning"
  count  = var.model_arn == null ? 1 : 0

  name               = "larkbike-tickets"
  training_data_file = "${path.module}/../../quickstart/data/tickets-validation.jsonl"
  deploy             = false
  deletion_policy    = "DELETE"
  force_destroy      = true
}

locals {
  model_arn = var.model_arn == null ? one(module.model[*].model_arn) : var.model_arn
}

# Stands in when the first region fails, or answers where the customers are.
resource "bedrock_custom_model_copy" "west" {
  region                   = "us-west-2"
  source_model_arn         = local.model_arn
  target_model_name_prefix = "larkbike-tickets-"
  deletion_policy          = "DELETE"

  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The copy is ${self.status}. Apply again to wait on."
    }
  }
}

resource "bedrock_custom_model_share" "tickets" {
  count = length(var.recipient_account_ids) > 0 ? 1 : 0

  name       = "larkbike-tickets"
  model_arn  = local.model_arn
  principals = var.recipient_account_ids
}

output "copy" {
  value = bedrock_custom_model_copy.west.target_model_arn
}

output "shared_with" {
  value = one(bedrock_custom_model_share.tickets[*].principal_statuses)
}

output "next" {
  description = "terraform output -json next > ../09-evaluate/inputs.auto.tfvars.json"
  value = {
    account_id     = var.account_id
    deployment_arn = var.deployment_arn
  }
}
