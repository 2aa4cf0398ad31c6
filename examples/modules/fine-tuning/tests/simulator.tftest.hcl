# Trains and deploys in earnest, on the simulator: AWS_ENDPOINT_URL says where it listens. Without it, nothing is made: the account of the
# credentials is another one than the simulator's. With your account here it runs on AWS, where a training is paid; see the README.

variables {
  account_id         = "123456789012"
  name               = "support-assistant"
  training_data_file = "./tests/train.jsonl"
  deletion_policy    = "DELETE"
  force_destroy      = true
  tags               = { team = "support" }
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

run "trains_and_deploys" {
  assert {
    condition     = strcontains(output.model_arn, ":custom-model/amazon.nova-micro-v1:0:128k/")
    error_message = "output model_arn is ${output.model_arn}"
  }
  assert {
    condition     = strcontains(output.deployment_arn, ":custom-model-deployment/")
    error_message = "output deployment_arn is ${output.deployment_arn}"
  }
  assert {
    condition     = output.training_data.record_count == 8 && output.training_loss > 0
    error_message = "trained on ${output.training_data.record_count} records to a loss of ${output.training_loss}"
  }
}

run "finds_nothing_to_train_again" {
  assert {
    condition     = output.job_arn == run.trains_and_deploys.job_arn
    error_message = "a second apply trained again: ${output.job_arn}"
  }
}

run "takes_the_deployment_away_and_keeps_the_model" {
  variables {
    deploy = false
  }

  assert {
    condition     = output.deployment_arn == null && output.model_arn == run.trains_and_deploys.model_arn
    error_message = "the deployment is ${jsonencode(output.deployment_arn)}, the model ${output.model_arn}"
  }
}
