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
  job_name_prefix    = "ticket-summaries-"
  wait_for           = "completed"
  role_arn           = var.role_arn
  model_id           = "amazon.nova-lite-v1:0"
  input_data_config  = { s3_input_data_config = { s3_uri = "s3://${var.bucket}/tickets.jsonl" } }
  output_data_config = { s3_output_data_config = { s3_uri = "s3://${var.bucket}/summaries/" } }
}

# The job by its ARN, or by its name where only that is known, as in the configuration of another team.
data "bedrock_model_invocation_job" "summaries" {
  job_identifier = bedrock_model_invocation_job.summaries.arn
}

output "progress" {
  value = "${data.bedrock_model_invocation_job.summaries.status}: ${data.bedrock_model_invocation_job.summaries.processed_record_count} records"
}
