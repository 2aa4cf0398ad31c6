terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

# No region and no credentials are needed: nothing is asked of AWS.
provider "bedrock" {}

data "bedrock_dataset_check" "train" {
  source                = "${path.module}/train.jsonl"
  format                = "conversation"
  base_model_identifier = "amazon.nova-micro-v1:0:128k"

  lifecycle {
    postcondition {
      condition     = self.token_estimate < 1000000
      error_message = "Training on ${self.token_estimate} tokens costs more than was agreed."
    }
  }
}

# A warning in the plan, and no error.
check "train_is_beyond_doubt" {
  assert {
    condition     = length(data.bedrock_dataset_check.train.doubts) == 0
    error_message = join("\n", data.bedrock_dataset_check.train.doubts)
  }
}

output "records" {
  value = data.bedrock_dataset_check.train.record_count
}
