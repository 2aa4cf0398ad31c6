# Needs neither AWS nor the simulator, and takes a second.

mock_provider "bedrock" {
  source = "./tests/mocks"
}

variables {
  name               = "support-assistant"
  training_data_file = "./tests/train.jsonl"
}

run "the_model_is_deployed" {
  assert {
    condition     = output.model_arn == bedrock_custom_model_deployment.this[0].model_arn
    error_message = "${bedrock_custom_model_deployment.this[0].model_arn} is deployed"
  }
}

run "the_role_reads_the_data_and_nothing_else" {
  variables {
    validation_data_file = "./tests/train.jsonl"
  }

  assert {
    condition     = bedrock_service_role.this.training_data == toset([bedrock_dataset.training.s3_uri])
    error_message = "the role reads ${join(", ", bedrock_service_role.this.training_data)}"
  }
  assert {
    condition     = bedrock_service_role.this.validation_data == toset([bedrock_dataset.validation[0].s3_uri])
    error_message = "the role reads ${join(", ", bedrock_service_role.this.validation_data)}"
  }
}

run "keys_of_your_own_reach_everything_that_is_encrypted" {
  command = plan

  variables {
    bucket_kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
    model_kms_key_arn  = "arn:aws:kms:us-east-1:123456789012:key/66666666-7777-8888-9999-000000000000"
  }

  assert {
    condition = (
      bedrock_data_bucket.this.kms_key_id == var.bucket_kms_key_arn &&
      bedrock_service_role.this.data_kms_key_arns == toset([var.bucket_kms_key_arn]) &&
      bedrock_service_role.this.output_kms_key_arns == toset([var.bucket_kms_key_arn]) &&
      bedrock_service_role.this.model_kms_key_arn == var.model_kms_key_arn &&
      bedrock_model_customization_job.this.custom_model_kms_key_id == var.model_kms_key_arn
    )
    error_message = "a key is missing somewhere"
  }
}

run "new_data_train_again_only_where_that_is_wanted" {
  assert {
    condition     = bedrock_model_customization_job.this.training_data_config.content_hash == null
    error_message = "the job follows the data"
  }
}

run "new_data_train_again_where_that_is_wanted" {
  variables {
    retrain_on_new_data = true
  }

  assert {
    condition     = bedrock_model_customization_job.this.training_data_config.content_hash == bedrock_dataset.training.sha256
    error_message = "the job does not follow the data"
  }
}

run "data_are_asked_for_once" {
  command = plan

  variables {
    training_records = ["{}"]
  }

  expect_failures = [bedrock_dataset.training]
}

run "names_that_S3_would_refuse_are_refused_before" {
  command = plan

  variables {
    name = "Support_Assistant"
  }

  expect_failures = [var.name]
}
