# Step 3: try models with prompts, in a chat, and with the gallery of prompts in gallery.tf. In the console: "Playgrounds" and "Examples".
#
# On AWS: less than a cent for the prompts of Amazon, a few cents for a picture. An answer is paid once and kept in the state; a plan asks nothing.

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

variable "model_id" {
  description = "The model to chat with, of step 2."
  type        = string
  default     = "amazon.nova-micro-v1:0"
}

variable "base_model_identifier" {
  description = "The model to train in step 5: passed on."
  type        = string
  default     = "amazon.nova-micro-v1:0:128k"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

# A chat is a list of messages; the model answers the last one.
resource "bedrock_converse" "chat" {
  model_id         = var.model_id
  system           = "You answer for a bicycle hire service, in one sentence."
  inference_config = { max_tokens = 200, temperature = 0.2 }
  store_output     = true

  messages = [
    { role = "user", content = [{ text = "My bike has a flat tyre." }] },
    { role = "assistant", content = [{ text = "I am sorry. Where are you, and what is the number of the bike?" }] },
    { role = "user", content = [{ text = "At the town hall, bike 14207. What now?" }] },
  ]
}

# The gallery's prompts that the filters choose.
resource "bedrock_converse" "gallery" {
  for_each = local.chosen

  model_id         = each.value.model_id
  prompt           = each.value.prompt
  inference_config = { max_tokens = each.value.max_tokens, temperature = each.value.temperature }
  store_output     = true
}

# Its pictures, which are files here. The model is in Oregon.
resource "bedrock_invoke_model" "picture" {
  for_each = local.chosen_pictures

  region      = "us-west-2"
  model_id    = each.value.model_id
  body        = jsonencode({ prompt = each.value.prompt, output_format = "png" })
  output_file = "${path.module}/${each.key}.json" # the picture is in it as base64: jq -r '.images[0]' | base64 -d
}

output "chat" {
  value = bedrock_converse.chat.output_text
}

output "gallery" {
  description = "Answers, with what the playground shows below them."
  value = {
    for name, answer in bedrock_converse.gallery : name => {
      task       = local.gallery[name].task
      answer     = answer.output_text
      words      = answer.words
      latency_ms = answer.latency_ms
      tokens     = { input = answer.input_tokens, output = answer.output_tokens }
    }
  }
}

output "next" {
  description = "terraform output -json next > ../04-data/inputs.auto.tfvars.json"
  value = {
    account_id            = var.account_id
    base_model_identifier = var.base_model_identifier
  }
}
