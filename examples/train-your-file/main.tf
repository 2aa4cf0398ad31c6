terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "account_id" {
  description = "The only account this configuration may touch. The default is the simulator's."
  default     = "123456789012"
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

module "assistant" {
  source             = "../modules/fine-tuning" # in your clone of the repository
  name               = "my-first-model"
  training_data_file = "${path.module}/train.jsonl"
  deletion_policy    = "DELETE" # a destroy deletes the model,
  force_destroy      = true     # and what the training has left in the bucket
}

output "model_id" {
  value = module.assistant.deployment_arn # what an application invokes
}

output "training_loss" {
  value = module.assistant.training_loss
}

output "training_metrics" {
  value = module.assistant.training_metrics_s3_uri
}
