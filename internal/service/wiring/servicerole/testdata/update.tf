resource "bedrock_service_role" "test" {
  name        = "AmazonBedrock-wiring"
  path        = "/bedrock/"
  description = "Reads other conversations."
  purpose     = "batch_inference"
  region      = "us-west-2"

  input_data  = ["s3://wiring-data-bucket/records.jsonl"]
  output_data = "s3://wiring-data-bucket/elsewhere/"

  data_kms_key_arns   = ["arn:aws:kms:us-west-2:123456789012:key/44444444-2222-3333-4444-555555555555"]
  output_kms_key_arns = ["arn:aws:kms:us-west-2:123456789012:key/44444444-2222-3333-4444-555555555555"]

  vpc_config = {
    subnet_ids         = ["subnet-33333333"]
    security_group_ids = ["sg-22222222"]
  }

  invoked_models = ["amazon.nova-pro-v1:0"]

  tags            = { owner = "evaluation" }
  deletion_policy = "DELETE"
}
