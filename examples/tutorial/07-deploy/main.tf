# Step 7: deploy the model, and ask it. In the console: "Purchase Provisioned Throughput", which is paid by the hour, or "Set up inference".
#
# On AWS: by the token, less than a cent here, and nothing while nobody asks. Alone, this step trains a model: some cents, and 1.95 USD a month.

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
  description = "The custom model of step 6. Without it, this step trains a small one of its own."
  type        = string
  default     = null
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

# What step 6 has made, where this step runs alone: a small model, which is paid like any other.
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

# The tickets that the model has not been trained on, and the system prompt that it was trained with.
locals {
  tickets = [for line in compact(split("\n", file("${path.module}/../../quickstart/data/tickets-validation.jsonl"))) : jsondecode(line)]
  system  = local.tickets[0].system[0].text
}

resource "bedrock_custom_model_deployment" "tickets" {
  model_deployment_name_prefix = "larkbike-tickets-"
  model_arn                    = local.model_arn # the next generation is deployed in place
}

# Asked once, and again when the deployment gets another model.
resource "bedrock_converse" "ticket" {
  model_id         = bedrock_custom_model_deployment.tickets.arn
  system           = local.system
  prompt           = "The brakes of bike 14207 do not work, and I am at the top of a hill."
  inference_config = { max_tokens = 200, temperature = 0 }
  triggers         = { model = bedrock_custom_model_deployment.tickets.model_arn }
  expectations     = { max_latency_ms = 20000 }
  store_output     = true
}

# A warning, and no error: the answer is paid for, whatever it is.
check "the_model_answers_in_time" {
  assert {
    condition     = bedrock_converse.ticket.all_met
    error_message = "The model did not answer as expected: ${jsonencode(bedrock_converse.ticket.met)}."
  }
}

output "answer" {
  value = bedrock_converse.ticket.output_text
}

output "next" {
  description = "terraform output -json next > ../08-share-and-copy/inputs.auto.tfvars.json"
  value = {
    account_id     = var.account_id
    model_arn      = local.model_arn
    deployment_arn = bedrock_custom_model_deployment.tickets.arn
  }
}
