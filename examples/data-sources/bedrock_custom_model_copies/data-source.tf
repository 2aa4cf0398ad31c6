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
  region              = "us-west-2"
  allowed_account_ids = [var.account_id]
}

# What was copied here, by where it came from.
data "bedrock_custom_model_copies" "completed" {
  status_equals = "Completed"
}

output "copies" {
  value = {
    for copy in data.bedrock_custom_model_copies.completed.model_copy_job_summaries : copy.target_model_name => copy.source_model_arn
  }
}
