# Step 6: train on. In the console: "Create continued pre-training job".
#
# Older tutorials continue the pre-training of Titan Text, on plain text. These models have come to their end and take no new job, and no other
# model of Bedrock takes plain text, so the plan of such a job is refused. What there is today: the model of step 5 is itself the base of the
# next training, on the tickets that came in since, and so on, from generation to generation.
#
# On AWS: less than a cent for 10 tickets, once, and 1.95 USD a month for the second model. Alone, this step trains two.

terraform {
  required_version = ">= 1.5"

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

variable "model_arn" {
  description = "The custom model of step 5. Without it, this step trains a small one of its own."
  type        = string
  default     = null
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

# What step 5 has made, where this step runs alone: a small model, which is paid like any other.
module "model" {
  source = "../../modules/fine-tuning"
  count  = var.model_arn == null ? 1 : 0

  name               = "larkbike-tickets"
  training_data_file = "${path.module}/../../quickstart/data/tickets-validation.jsonl"
  deploy             = false
  deletion_policy    = "DELETE"
  force_destroy      = true
}

locals {
  model_arn = var.model_arn == null ? one(module.model[*].model_arn) : var.model_arn
}

locals {
  system = "You sort the support tickets of Larkbike, a bicycle hire service. Answer with one JSON object and nothing else."

  # Since the last training, customers write about a new kind of bike.
  tickets = {
    "The cargo bike 20011 tips over when the box is empty."     = { category = "bike", priority = "high", summary = "Cargo bike 20011 tips over when empty." }
    "Can I rent a cargo bike with my student membership?"       = { category = "membership", priority = "low", summary = "Asks whether student members may rent cargo bikes." }
    "I was charged twice for the cargo bike on Sunday."         = { category = "billing", priority = "normal", summary = "Charged twice for a cargo bike on Sunday." }
    "The cargo dock at the market does not take the bike back." = { category = "dock", priority = "high", summary = "The cargo dock at the market does not accept returns." }
    "The app does not show where cargo bikes are."              = { category = "app", priority = "normal", summary = "Cargo bikes are missing on the map of the app." }
    "My son's jacket is still in the box of bike 20004."        = { category = "lost_property", priority = "normal", summary = "Jacket left in the box of cargo bike 20004." }
    "A car hit our cargo bike, the children are hurt."          = { category = "accident", priority = "urgent", summary = "Car hit a cargo bike with children, who are hurt." }
    "The cargo bikes are wonderful. More of them, please!"      = { category = "feedback", priority = "low", summary = "Likes the cargo bikes and wants more of them." }
    "The belt of the child seat in 20009 is torn."              = { category = "bike", priority = "high", summary = "Child seat belt of cargo bike 20009 is torn." }
    "Why does the cargo bike cost more after an hour?"          = { category = "billing", priority = "low", summary = "Asks about the price of cargo bikes after an hour." }
  }
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = "larkbike-tickets-"
  force_destroy = true # the job leaves its metrics here
}

resource "bedrock_dataset" "since" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "datasets/since.jsonl"
  format = "conversation"
  records = [for ticket, answer in local.tickets : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    system        = [{ text = local.system }]
    messages = [
      { role = "user", content = [{ text = ticket }] },
      { role = "assistant", content = [{ text = jsonencode(answer) }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  purpose       = "model_customization"
  training_data = [bedrock_dataset.since.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "second" {
  job_name_prefix          = "larkbike-tickets-second-"
  custom_model_name_prefix = "larkbike-tickets-second-"
  base_model_identifier    = local.model_arn # a custom model, in the place of a foundation model
  role_arn                 = bedrock_service_role.training.arn
  hyper_parameters         = { epochCount = "2" }

  training_data_config = { s3_uri = bedrock_dataset.since.s3_uri }
  output_data_config   = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }

  wait_for        = "completed"
  timeouts        = { create = "12h" }
  deletion_policy = "DELETE"
  tags            = { tutorial = "continue" }

  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The training is ${coalesce(self.status, "under way")}. Apply again to wait on; it is not started a second time."
    }
  }
}

output "generations" {
  value = [local.model_arn, bedrock_model_customization_job.second.output_model_arn]
}

output "next" {
  description = "terraform output -json next > ../07-deploy/inputs.auto.tfvars.json"
  value = {
    account_id = var.account_id
    model_arn  = bedrock_model_customization_job.second.output_model_arn
  }
}
