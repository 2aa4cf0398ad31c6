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

variable "generations" {
  description = "The generations of the model, by a name that sorts by age. A new key trains one."
  type        = map(object({ epochs = number }))
  default     = { "20261101" = { epochs = 2 } }
}

variable "live" {
  description = "The generation that answers. Another one is switched to in place, and back."
  type        = string
  default     = "20261101"
}

variable "keep" {
  description = "How many generations are kept, the newest ones. The models of older ones are deleted, which ends what their storage costs."
  type        = number
  default     = 2
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

locals {
  kept = slice(reverse(sort(keys(var.generations))), 0, min(var.keep, length(var.generations)))
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = "support-assistant-"
  force_destroy = true # the jobs leave their metrics and more here, which Terraform does not know
}

# A real data set is a file for each generation: source = "${path.module}/${each.key}.jsonl".
resource "bedrock_dataset" "train" {
  for_each = toset(local.kept)
  bucket   = bedrock_data_bucket.training.bucket
  key      = "generations/${each.key}.jsonl"
  format   = "conversation"
  records = [for number in range(10) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "Where is order ${number}?" }] },
      { role = "assistant", content = [{ text = "Order ${number} is under Orders in your account, with the link of the parcel." }] },
    ]
  })]
}

# It may read the data of every generation, so that a new one does not change it.
resource "bedrock_service_role" "training" {
  purpose       = "model_customization"
  training_data = ["${bedrock_data_bucket.training.s3_uri}/generations/"]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "assistant" {
  for_each              = toset(local.kept)
  job_name              = "support-assistant-${each.key}"
  custom_model_name     = "support-assistant-${each.key}"
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  role_arn              = bedrock_service_role.training.arn
  hyper_parameters      = { epochCount = tostring(var.generations[each.key].epochs) }
  training_data_config  = { s3_uri = bedrock_dataset.train[each.key].s3_uri }
  output_data_config    = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }

  wait_for        = "completed"
  timeouts        = { create = "12h" }
  deletion_policy = "DELETE" # a generation that is kept no more is deleted, and so are all in a destroy

  # A model goes after the deployment has got another one, also where both happen in one apply.
  lifecycle {
    create_before_destroy = true

    postcondition {
      condition     = self.status == "Completed"
      error_message = "Generation ${each.key} is ${coalesce(self.status, "under way")}. Apply again to wait on; it is not started a second time."
    }
  }
}

resource "bedrock_custom_model_deployment" "assistant" {
  model_deployment_name = "support-assistant"
  model_arn             = bedrock_model_customization_job.assistant[var.live].output_model_arn

  lifecycle {
    precondition {
      condition     = contains(local.kept, var.live)
      error_message = "The generation ${var.live} is not among those that are kept: ${join(", ", local.kept)}."
    }
  }
}

output "model_id" {
  description = "What an application invokes, whichever generation answers."
  value       = bedrock_custom_model_deployment.assistant.arn
}

output "models" {
  value = { for generation, job in bedrock_model_customization_job.assistant : generation => job.output_model_arn }
}
