# With bucket, data and role made here

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

resource "bedrock_data_bucket" "batch" {
  bucket_prefix = "support-tickets-"
  force_destroy = true # the job leaves its answers here, which Terraform does not know
}

# 100 records are the least that AWS takes. Real ones are a file: source = "${path.module}/tickets.jsonl".
resource "bedrock_dataset" "tickets" {
  bucket = bedrock_data_bucket.batch.bucket
  key    = "tickets.jsonl"
  format = "batch_records"
  records = [for number in range(100) : jsonencode({
    recordId   = "TICKET${format("%05d", number)}"
    modelInput = { messages = [{ role = "user", content = [{ text = "Sum up ticket ${number}." }] }] }
  })]
}

resource "bedrock_service_role" "batch" {
  purpose     = "batch_inference"
  input_data  = [bedrock_dataset.tickets.s3_uri]
  output_data = "${bedrock_data_bucket.batch.s3_uri}/summaries/"
}

resource "bedrock_model_invocation_job" "summaries" {
  job_name_prefix    = "ticket-summaries-"
  model_id           = "amazon.nova-lite-v1:0"
  role_arn           = bedrock_service_role.batch.arn
  input_data_config  = { s3_input_data_config = { s3_uri = bedrock_dataset.tickets.s3_uri } }
  output_data_config = { s3_output_data_config = { s3_uri = "${bedrock_data_bucket.batch.s3_uri}/summaries/" } }
  wait_for           = "completed"
}
