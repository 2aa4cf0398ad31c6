mock_provider "bedrock" {
  source = "./tests/mocks"
}

run "the_model_is_an_output" {
  assert {
    condition     = strcontains(output.model_arn, ":custom-model/amazon.nova-micro-v1:0:128k/")
    error_message = "output model_arn is ${output.model_arn}"
  }
}

run "the_role_reads_the_data_and_nothing_else" {
  assert {
    condition     = bedrock_service_role.training.training_data == toset([bedrock_dataset.train.s3_uri])
    error_message = "the role reads ${join(", ", bedrock_service_role.training.training_data)}"
  }
}
