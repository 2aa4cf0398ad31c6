terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

# Terraform runs with the credentials of a third account, whose pipeline may assume a role in the two others. Both are of one organization,
# in which sharing is switched on. The simulator makes them one: bin/bedrock-simulator -speed 3600 -organization 123456789012,210987654321
variable "training_account_id" {
  description = "The account that trains the model and has it. The default is the simulator's."
  type        = string
  default     = "123456789012"
}

variable "recipient_account_id" {
  description = "The account that gets a copy."
  type        = string
  default     = "210987654321"
}

provider "bedrock" {
  alias  = "training"
  region = "us-east-1"
  assume_role { role_arn = "arn:aws:iam::${var.training_account_id}:role/bedrock-pipeline" }
}

provider "bedrock" {
  alias  = "recipient"
  region = "us-east-1"
  assume_role { role_arn = "arn:aws:iam::${var.recipient_account_id}:role/bedrock-pipeline" }
}

locals {
  # Nova models train on 8 to 20,000 conversations. A real data set is a file: source = "${path.module}/train.jsonl".
  answers = {
    "Where is my order?"                  = "Open Orders in your account; the tracking link is beside the order."
    "How do I return a jacket?"           = "Print the label under Returns and drop the parcel at any post office within 30 days."
    "Can I change the delivery address?"  = "Yes, until the parcel has left us: choose Change address in the order."
    "My voucher does not work."           = "Vouchers are valid for one order over 20 euros; check its date at the bottom."
    "Do you ship to Norway?"              = "Yes, in 4 to 6 days. Customs fees are shown at the checkout."
    "The zip of my bag broke."            = "We repair zips for two years: send a photo with your order number."
    "How do I delete my account?"         = "Choose Delete account in the settings. Invoices are kept for ten years, as the law asks."
    "When is the sale?"                   = "The summer sale begins on the first Monday of July."
    "Is the blue tent back in stock?"     = "Press Notify me on its page; we write as soon as it is."
    "Can I pay by invoice as a business?" = "Yes, with a VAT number and up to 5,000 euros per month."
  }
}

resource "bedrock_data_bucket" "training" {
  provider      = bedrock.training
  bucket_prefix = "support-assistant-"
  force_destroy = true # the job leaves its metrics and more here, which Terraform does not know
}

resource "bedrock_dataset" "train" {
  provider = bedrock.training
  bucket   = bedrock_data_bucket.training.bucket
  key      = "train.jsonl"
  format   = "conversation"
  records = [for question, answer in local.answers : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = question }] },
      { role = "assistant", content = [{ text = answer }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  provider      = bedrock.training
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "assistant" {
  provider                 = bedrock.training
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = bedrock_service_role.training.arn
  hyper_parameters         = { epochCount = "2" }

  training_data_config = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config   = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }

  wait_for        = "completed" # what follows needs the model
  timeouts        = { create = "12h" }
  deletion_policy = "DELETE" # a destroy deletes the model, which was paid for: without this line it stops
}

# It answers where it was trained.
resource "bedrock_custom_model_deployment" "assistant" {
  provider              = bedrock.training
  model_deployment_name = "support-assistant"
  model_arn             = bedrock_model_customization_job.assistant.output_model_arn
}

resource "bedrock_converse" "smoke_test" {
  provider         = bedrock.training
  model_id         = bedrock_custom_model_deployment.assistant.arn
  prompt           = "Where is my order?"
  inference_config = { max_tokens = 200, temperature = 0 }
  triggers         = { model = bedrock_custom_model_deployment.assistant.model_arn }
  store_output     = true
}

# A copy in a second region, which stands in when the first fails.
resource "bedrock_custom_model_copy" "second_region" {
  provider                 = bedrock.training
  region                   = "us-west-2"
  source_model_arn         = bedrock_model_customization_job.assistant.output_model_arn
  target_model_name_prefix = "support-assistant-"
  deletion_policy          = "DELETE"

  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The copy is ${self.status}. Apply again to wait on."
    }
  }
}

resource "bedrock_custom_model_share" "assistant" {
  provider   = bedrock.training
  name       = "support-assistant"
  model_arn  = bedrock_model_customization_job.assistant.output_model_arn
  principals = [var.recipient_account_id]
}

# A model that was shared can be copied, and not used. Taking its ARN from the share lets Terraform share it before, and delete the copy
# first.
resource "bedrock_custom_model_copy" "recipient" {
  provider                 = bedrock.recipient
  source_model_arn         = bedrock_custom_model_share.assistant.model_arn
  target_model_name_prefix = "support-assistant-"
  deletion_policy          = "DELETE"

  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The copy is ${self.status}. Apply again to wait on."
    }
  }
}

resource "bedrock_custom_model_deployment" "recipient" {
  provider              = bedrock.recipient
  model_deployment_name = "support-assistant"
  model_arn             = bedrock_custom_model_copy.recipient.target_model_arn
}

output "answer" {
  value = bedrock_converse.smoke_test.output_text
}

output "models" {
  description = "One model, in two regions and two accounts."
  value = {
    trained       = bedrock_model_customization_job.assistant.output_model_arn
    second_region = bedrock_custom_model_copy.second_region.target_model_arn
    recipient     = bedrock_custom_model_copy.recipient.target_model_arn
  }
}
