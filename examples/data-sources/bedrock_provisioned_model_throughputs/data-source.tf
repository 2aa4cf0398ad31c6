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

data "bedrock_provisioned_model_throughputs" "all" {}

output "commitments" {
  description = "What renews by itself, and when, by name."
  value = {
    for throughput in data.bedrock_provisioned_model_throughputs.all.provisioned_model_summaries :
    throughput.provisioned_model_name => throughput.commitment_expiration_time
    if throughput.commitment_expiration_time != null
  }
}
