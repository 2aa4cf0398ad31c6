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

# The region that the copy is for.
provider "bedrock" {
  region              = "us-west-2"
  allowed_account_ids = [var.account_id]
}

# A model that was trained in us-east-1. Where the same root trains it, this is bedrock_model_customization_job.NAME.output_model_arn.
resource "bedrock_custom_model_copy" "west" {
  source_model_arn         = "arn:aws:bedrock:us-east-1:${var.account_id}:custom-model/amazon.nova-micro-v1:0:128k/support00001"
  target_model_name_prefix = "support-assistant-"
  deletion_policy          = "DELETE" # without this line, a destroy would not delete the copy, which is paid by the month
  tags                     = { team = "support" }

  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The copy is ${self.status}. Apply again to wait on."
    }
  }
}

output "model_arn" {
  description = "What a deployment or a purchase of throughput in us-west-2 answers with."
  value       = bedrock_custom_model_copy.west.target_model_arn
}
