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

# The teacher answers the prompts, and the student learns the answers: quality of the one, price and speed of the other.
locals {
  teacher = "amazon.nova-pro-v1:0"
  student = "amazon.nova-micro-v1:0:128k"
}

data "bedrock_foundation_model" "teacher" {
  model_id = local.teacher
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = "support-assistant-"
  force_destroy = true # the job leaves its metrics and more here, which Terraform does not know
}

# 100 to 15,000 prompts, here without answers; answers of your own may stand beside some, as in fine-tuning. A real data set is a file:
# source = "${path.module}/prompts.jsonl".
resource "bedrock_dataset" "prompts" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "prompts.jsonl"
  format                = "distillation"
  base_model_identifier = local.student
  records = [for number in range(100) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    system        = [{ text = "You answer customers of an outdoor shop in one sentence." }]
    messages      = [{ role = "user", content = [{ text = "Where is order ${number}?" }] }]
  })]
}

# The role asks the teacher, too.
resource "bedrock_service_role" "training" {
  purpose        = "model_customization"
  training_data  = [bedrock_dataset.prompts.s3_uri]
  output_data    = "${bedrock_data_bucket.training.s3_uri}/output/"
  teacher_models = [data.bedrock_foundation_model.teacher.model_arn]
}

# What a distillation costs is the teacher's answers, by the token, and the training. To learn from what the teacher has answered in
# production, log it with bedrock_model_invocation_logging_configuration, and write here, in the place of s3_uri,
#   invocation_logs_config = { use_prompt_response = true, invocation_log_source = { s3_uri = ... } }
# and invocation_logs in the role.
resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = local.student
  customization_type       = "DISTILLATION"
  role_arn                 = bedrock_service_role.training.arn

  customization_config = {
    distillation_config = {
      teacher_model_config = {
        teacher_model_identifier          = local.teacher
        max_response_length_for_inference = 1000
      }
    }
  }

  training_data_config = { s3_uri = bedrock_dataset.prompts.s3_uri }
  output_data_config   = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }

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

output "model_arn" {
  value = bedrock_model_customization_job.assistant.output_model_arn
}
