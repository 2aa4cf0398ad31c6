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
  description = "The generations of the model that exist. A new key trains one, and a key that is taken out deletes its model."
  type        = map(object({ epochs = number }))
  default     = { "20261101" = { epochs = 2 } }
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

resource "bedrock_data_bucket" "training" {
  bucket_prefix = "support-assistant-"
  force_destroy = true # the jobs leave their metrics and more here, which Terraform does not know
}

# A real data set is a file for each generation: source = "${path.module}/${each.key}.jsonl".
resource "bedrock_dataset" "train" {
  for_each = var.generations
  bucket   = bedrock_data_bucket.training.bucket
  key      = "${each.key}.jsonl"
  format   = "conversation"
  records = [for number in range(10) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "Where is order ${number}?" }] },
      { role = "assistant", content = [{ text = "Order ${number} is under Orders in your account, with the link of the parcel." }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  purpose       = "model_customization"
  training_data = [for dataset in bedrock_dataset.train : dataset.s3_uri]
  output_data   = "${bedrock_data_bucket.training.s3_uri}/output/"
}

# With the default wait_for, an apply ends when AWS has accepted the data. The training goes on, and a later apply shows the model.
resource "bedrock_model_customization_job" "assistant" {
  for_each              = var.generations
  job_name              = "support-assistant-${each.key}"
  custom_model_name     = "support-assistant-${each.key}"
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  role_arn              = bedrock_service_role.training.arn
  hyper_parameters      = { epochCount = tostring(each.value.epochs) }
  training_data_config  = { s3_uri = bedrock_dataset.train[each.key].s3_uri }
  output_data_config    = { s3_uri = "${bedrock_data_bucket.training.s3_uri}/output/" }
  tags                  = { stage = "live" } # by which the other root finds the model

  # To take a generation out is to delete its model.
  deletion_policy = "DELETE"
}

output "models" {
  value = { for generation, job in bedrock_model_customization_job.assistant : generation => job.output_model_arn }
}
