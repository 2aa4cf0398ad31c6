# What the provider would answer, for `terraform test` without AWS (Terraform 1.7 and later). A mock makes up whatever stands in no
# defaults, and a made-up ARN or number is refused where it is used: so each type has those outputs here that other types take.

mock_resource "bedrock_data_bucket" {
  defaults = {
    arn    = "arn:aws:s3:::mocked-bucket"
    bucket = "mocked-bucket"
    s3_uri = "s3://mocked-bucket"
  }
}

mock_resource "bedrock_dataset" {
  defaults = {
    arn            = "arn:aws:s3:::mocked-bucket/train.jsonl"
    s3_uri         = "s3://mocked-bucket/train.jsonl"
    record_count   = 100
    size_bytes     = 65536
    token_estimate = 10000
  }
}

mock_resource "bedrock_service_role" {
  defaults = {
    arn  = "arn:aws:iam::123456789012:role/AmazonBedrock-mocked"
    name = "AmazonBedrock-mocked"
  }
}

mock_resource "bedrock_model_customization_job" {
  defaults = {
    arn                     = "arn:aws:bedrock:us-east-1:123456789012:model-customization-job/amazon.nova-micro-v1:0:128k/abcdefghijkl"
    output_model_arn        = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/abcdefghijkl"
    training_metrics_s3_uri = "s3://mocked-bucket/output/training_artifacts/step_wise_training_metrics.csv"
    status                  = "Completed"
  }
}

mock_resource "bedrock_custom_model_deployment" {
  defaults = {
    arn    = "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl"
    status = "Active"
  }
}

mock_resource "bedrock_custom_model_copy" {
  defaults = {
    arn              = "arn:aws:bedrock:us-west-2:123456789012:model-copy-job/abcdefghijkl"
    target_model_arn = "arn:aws:bedrock:us-west-2:123456789012:custom-model/amazon.nova-micro-v1:0:128k/abcdefghijkl"
    status           = "Completed"
  }
}

mock_resource "bedrock_custom_model_share" {
  defaults = {
    arn    = "arn:aws:ram:us-east-1:123456789012:resource-share/11111111-2222-3333-4444-555555555555"
    status = "ASSOCIATED"
  }
}

mock_resource "bedrock_converse" {
  defaults = {
    all_met     = true
    output_text = "It left our warehouse."
    latency_ms  = 500
  }
}

mock_resource "bedrock_evaluation_job" {
  defaults = {
    arn    = "arn:aws:bedrock:us-east-1:123456789012:evaluation-job/abcdefghijkl"
    status = "Completed"
  }
}

mock_resource "bedrock_model_invocation_job" {
  defaults = {
    arn    = "arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl"
    status = "Completed"
  }
}

mock_resource "bedrock_inference_profile" {
  defaults = {
    arn    = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl"
    status = "ACTIVE"
  }
}

mock_resource "bedrock_foundation_model_agreement" {
  defaults = {
    agreement_status = "AVAILABLE"
  }
}

mock_data "bedrock_foundation_model" {
  defaults = {
    model_arn                = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k"
    model_name               = "Nova Micro"
    provider_name            = "Amazon"
    customizations_supported = ["FINE_TUNING"]
    model_lifecycle          = { status = "ACTIVE" }
  }
}

mock_data "bedrock_custom_model" {
  defaults = {
    arn          = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/abcdefghijkl"
    model_status = "Active"
  }
}

mock_data "bedrock_inference_profile" {
  defaults = {
    arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"
  }
}
