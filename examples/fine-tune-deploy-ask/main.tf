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
  bucket_prefix = "support-assistant-"
  force_destroy = true # the job leaves its metrics and more here, which Terraform does not know
}

resource "bedrock_dataset" "train" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "train.jsonl"
  format = "conversation"
  records = [for question, answer in local.answers : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = question }] },
      { role = "assistant", content = [{ text = answer }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = bedrock_service_role.training.arn
  hyper_parameters         = { epochCount = "2" }

  training_data_config = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config   = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }

  # What follows needs the model, so the apply waits for it.
  wait_for = "completed"
  timeouts = { create = "12h" }

  # A destroy deletes the model, which was paid for: without this line it stops.
  deletion_policy = "DELETE"

  # A model that is trained anew is deployed before the old one goes.
  lifecycle { create_before_destroy = true }
}

resource "bedrock_custom_model_deployment" "assistant" {
  model_deployment_name = "support-assistant"
  model_arn             = bedrock_model_customization_job.assistant.output_model_arn
}

# Asked when it is deployed, and again whenever the deployment gets another model.
resource "bedrock_converse" "smoke_test" {
  model_id         = bedrock_custom_model_deployment.assistant.arn
  prompt           = "Where is my order?"
  inference_config = { max_tokens = 200, temperature = 0 }
  triggers         = { model = bedrock_custom_model_deployment.assistant.model_arn }

  expectations = { max_latency_ms = 20000 }
  store_output = true

  lifecycle {
    postcondition {
      condition     = self.all_met
      error_message = "The model did not answer as expected: ${jsonencode(self.met)}."
    }
  }
}

output "model_id" {
  description = "What an application invokes."
  value       = bedrock_custom_model_deployment.assistant.arn
}

output "answer" {
  value = bedrock_converse.smoke_test.output_text
}
