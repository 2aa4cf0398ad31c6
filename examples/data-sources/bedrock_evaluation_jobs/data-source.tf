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

# The newest evaluation that another configuration has completed.
data "bedrock_evaluation_jobs" "completed" {
  name_prefix   = "tickets-"
  status_equals = "Completed"
}

output "newest" {
  value = data.bedrock_evaluation_jobs.completed.newest_job_arn
}

output "models" {
  value = { for job in data.bedrock_evaluation_jobs.completed.job_summaries : job.job_name => job.model_identifiers }
}
