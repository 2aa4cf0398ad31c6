# Step 11: what all this costs. Better asked first: this step makes nothing, and needs neither credentials nor the steps before.
#
# On AWS: free. It reads the price files that AWS publishes for everybody. examples/cost-and-safety refuses a plan that is too dear.

terraform {
  required_version = ">= 1.5"

  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "evaluation_record_count" {
  description = "How many prompts an evaluation has, of step 10."
  type        = number
  default     = 33
}

variable "tokens_per_month" {
  description = "What the application will read and write in a month, in millions of tokens."
  type        = object({ input = number, output = number })
  default     = { input = 40, output = 8 }
}

variable "budget" {
  description = "What the tutorial may cost once, in USD."
  type        = number
  default     = 2
}

provider "bedrock" {
  region = "us-east-1"
}

data "bedrock_customization_cost" "tickets" {
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  training_data_file    = "${path.module}/../../quickstart/data/tickets-train.jsonl"
  epochs                = 3
  model_units           = 1 # what serving by the hour would cost: step 7 is paid by the token
}

data "bedrock_evaluation_cost" "judge" {
  record_count = var.evaluation_record_count

  generator = {
    model_identifier         = "amazon.nova-micro-v1:0"
    input_tokens_per_record  = 200
    output_tokens_per_record = 60
  }
  judge = {
    model_identifier         = "amazon.nova-pro-v1:0"
    metric_count             = 2
    input_tokens_per_record  = 1800
    output_tokens_per_record = 200
  }
}

data "bedrock_model_prices" "answers" {
  model_id = "amazon.nova-micro-v1:0"
}

locals {
  once = tonumber(data.bedrock_customization_cost.tickets.training.amount) + tonumber(data.bedrock_evaluation_cost.judge.total.amount)
}

check "within_the_budget" {
  assert {
    condition     = local.once <= var.budget
    error_message = format("Training and evaluation cost %.2f USD, which is more than %.2f.", local.once, var.budget)
  }
}

output "once" {
  description = "The figures and the way to them, in USD."
  value = {
    total      = format("%.2f", local.once)
    training   = data.bedrock_customization_cost.tickets.training.formula
    evaluation = data.bedrock_evaluation_cost.judge.total.formula
  }
}

output "per_month" {
  description = "In USD. A deployment costs nothing by itself; throughput is what it saves."
  value = {
    storage    = data.bedrock_customization_cost.tickets.storage.amount
    throughput = data.bedrock_customization_cost.tickets.throughput.amount
    answers = format("%.2f",
      var.tokens_per_month.input * tonumber(data.bedrock_model_prices.answers.input_price_per_million_tokens) +
      var.tokens_per_month.output * tonumber(data.bedrock_model_prices.answers.output_price_per_million_tokens)
    )
  }
}
