terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

provider "bedrock" {
  region = "us-east-1"
}

# What Nova 2 Lite costs here. Without credentials: the files that AWS publishes for everybody.
data "bedrock_model_prices" "assistant" {
  model_id = "us.amazon.nova-2-lite-v1:0"

  lifecycle {
    postcondition {
      condition     = self.matched
      error_message = "AWS publishes no price for ${self.model_id}. Names that resemble it: ${join(", ", self.near_names)}."
    }
  }
}

output "usd_per_million_tokens" {
  value = {
    input  = data.bedrock_model_prices.assistant.input_price_per_million_tokens
    output = data.bedrock_model_prices.assistant.output_price_per_million_tokens
  }
}

# A month of the application: 40 million tokens in, 8 million out.
output "usd_per_month" {
  value = (
    40 * tonumber(data.bedrock_model_prices.assistant.input_price_per_million_tokens) +
    8 * tonumber(data.bedrock_model_prices.assistant.output_price_per_million_tokens)
  )
}

# Everything else that is sold of the model: batches, caches, training, provisioned throughput.
output "all_prices" {
  value = {
    for price in data.bedrock_model_prices.assistant.prices :
    join(" ", compact([price.meter, price.tier, price.routing, price.use, price.commitment])) => "${price.price} ${price.currency} per ${price.unit}"
  }
}
