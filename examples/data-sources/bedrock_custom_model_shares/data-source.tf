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

# What others share with this account, and can be copied.
data "bedrock_custom_model_shares" "received" {
  resource_owner = "OTHER-ACCOUNTS"
}

# What this account shares, for an audit.
data "bedrock_custom_model_shares" "given" {
  resource_share_status = "ACTIVE"
}

output "models_to_copy" {
  value = distinct(flatten(data.bedrock_custom_model_shares.received.resource_shares[*].model_arns))
}

output "given_to_accounts_outside" {
  value = [for share in data.bedrock_custom_model_shares.given.resource_shares : share.name if share.allow_external_principals]
}
