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

variable "role_arn" {
  description = "A role that Bedrock may assume for batch inference, with s3:GetObject, s3:ListBucket and s3:PutObject on the bucket below."
  type        = string
  default     = "arn:aws:iam::123456789012:role/bedrock-batch"
}

variable "bucket" {
  description = "Bucket with the records, tickets.jsonl, of at least 100 lines such as {\"recordId\": \"1\", \"modelInput\": {...}}."
  type        = string
  default     = "support-tickets"
}

resource "bedrock_model_invocation_job" "summaries" {
  # A job name can never be used again, so each run gets its own.
  job_name_prefix = "ticket-summaries-"
  role_arn        = var.role_arn
  model_id        = "amazon.nova-lite-v1:0"

  input_data_config  = { s3_input_data_config = { s3_uri = "s3://${var.bucket}/tickets.jsonl" } }
  output_data_config = { s3_output_data_config = { s3_uri = "s3://${var.bucket}/summaries/" } }

  # Apply waits until every record is answered, and goes on waiting in the next apply when it was interrupted.
  wait_for = "completed"

  tags = { team = "support" }

  lifecycle {
    # An apply that ran out of time ends with exit code 1, and nothing that depends on the job begins.
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The job is ${coalesce(self.status, "under way")}. Apply again to wait on; it is not started a second time."
    }
  }
}

output "answers" {
  value = bedrock_model_invocation_job.summaries.output_s3_uri
}

output "tokens" {
  value = {
    read    = bedrock_model_invocation_job.summaries.input_token_count
    written = bedrock_model_invocation_job.summaries.output_token_count
  }
}
