# Runs the module against the simulator, which is where AWS_ENDPOINT_URL points. In any other account it makes nothing.

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = ["123456789012"]
}

run "makes_everything" {
  assert {
    condition     = output.records == 1
    error_message = "There are ${output.records} records."
  }

  assert {
    condition     = bedrock_data_bucket.training.public_access_blocked
    error_message = "The bucket is open to the public."
  }

  assert {
    condition     = bedrock_service_role.training.training_data == toset([output.training_data])
    error_message = "The role reads ${join(", ", bedrock_service_role.training.training_data)}."
  }
}

run "learns_more_in_place" {
  variables {
    answers = {
      "Where is my order?"       = "On its way."
      "How do I send it back?"   = "With the label in the box."
      "When will I get my money" = "Two days after it is here."
    }
  }

  assert {
    condition     = output.records == 3 && output.role_arn == run.makes_everything.role_arn
    error_message = "There are ${output.records} records, for ${output.role_arn}."
  }
}

run "refuses_a_bad_prefix" {
  command = plan

  variables {
    name_prefix = "Tickets"
  }

  expect_failures = [var.name_prefix]
}
