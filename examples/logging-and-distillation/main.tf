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

variable "distill" {
  description = "Whether to train a student on the logs. It takes at least 100 logged answers of the teacher, so begin with false."
  type        = bool
  default     = false
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

locals {
  teacher = "amazon.nova-pro-v1:0"
  student = "amazon.nova-micro-v1:0:128k"
}

# What models are asked and answer is logged for the whole account in the region. Who may read this bucket, reads conversations.
resource "bedrock_data_bucket" "logs" {
  bucket_prefix           = "support-assistant-logs-"
  force_destroy           = true # the logs are deleted with the bucket
  invocation_log_prefixes = ["invocations"]

  lifecycle_rules = {
    old_logs = { expiration_days = 90 }
  }
}

resource "bedrock_model_invocation_logging_configuration" "this" {
  s3_config = {
    bucket_name = bedrock_data_bucket.logs.bucket
    key_prefix  = "invocations"
  }
}

# Many prompts at once and at half the price: at least 100 records. Batches are not logged; their answers are in the bucket.
resource "bedrock_data_bucket" "jobs" {
  bucket_prefix = "support-assistant-jobs-"
  force_destroy = true # jobs leave files here that Terraform does not know
}

resource "bedrock_dataset" "tickets" {
  bucket = bedrock_data_bucket.jobs.bucket
  key    = "tickets.jsonl"
  format = "batch_records"
  records = [for number in range(100) : jsonencode({
    recordId   = "ticket-${number}"
    modelInput = { messages = [{ role = "user", content = [{ text = "Which team answers ticket ${number}?" }] }] }
  })]
}

resource "bedrock_service_role" "batch" {
  purpose     = "batch_inference"
  input_data  = [bedrock_dataset.tickets.s3_uri]
  output_data = "${bedrock_data_bucket.jobs.s3_uri}/answers/"
}

resource "bedrock_model_invocation_job" "tickets" {
  job_name_prefix    = "tickets-"
  role_arn           = bedrock_service_role.batch.arn
  model_id           = local.teacher
  input_data_config  = { s3_input_data_config = { s3_uri = bedrock_dataset.tickets.s3_uri } }
  output_data_config = { s3_output_data_config = { s3_uri = "${bedrock_data_bucket.jobs.s3_uri}/answers/" } }
  wait_for           = "completed"
}

# The student learns what the teacher has answered in production.
resource "bedrock_service_role" "training" {
  purpose         = "model_customization"
  invocation_logs = [bedrock_model_invocation_logging_configuration.this.logs_s3_uri]
  output_data     = "${bedrock_data_bucket.jobs.s3_uri}/metrics/"
  teacher_models  = [local.teacher]
}

resource "bedrock_model_customization_job" "student" {
  count = var.distill ? 1 : 0

  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = local.student
  customization_type       = "DISTILLATION"
  role_arn                 = bedrock_service_role.training.arn

  customization_config = {
    distillation_config = { teacher_model_config = { teacher_model_identifier = local.teacher } }
  }

  # use_prompt_response takes the logged answers as they are: the teacher is not asked, and not paid, again.
  training_data_config = {
    invocation_logs_config = {
      use_prompt_response   = true
      invocation_log_source = { s3_uri = bedrock_model_invocation_logging_configuration.this.logs_s3_uri }
    }
  }
  output_data_config = { s3_uri = "${bedrock_data_bucket.jobs.s3_uri}/metrics/" }

  wait_for        = "completed"
  timeouts        = { create = "12h" }
  deletion_policy = "DELETE" # a destroy deletes the model, which was paid for: without this line it stops

  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The distillation is ${coalesce(self.status, "under way")}. Apply again to wait on; it is not started a second time."
    }
  }
}

output "logs" {
  value = bedrock_model_invocation_logging_configuration.this.logs_s3_uri
}

output "model_arn" {
  value = one(bedrock_model_customization_job.student[*].output_model_arn)
}
