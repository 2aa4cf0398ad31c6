resource "bedrock_service_role" "test" {
  name                 = "AmazonBedrock-wiring"
  path                 = "/bedrock/"
  description          = "Reads the conversations and writes the metrics."
  max_session_duration = 7200
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
  purpose              = "model_customization"
  region               = "us-east-1"

  training_data   = ["s3://wiring-data-bucket/train.jsonl", "s3://wiring-data-bucket/images/", "s3://partner-data-bucket"]
  validation_data = ["s3://wiring-data-bucket/validation.jsonl"]
  invocation_logs = ["s3://wiring-logs-bucket/AWSLogs/"]
  output_data     = "s3://wiring-data-bucket/output/"
  bucket_owners   = { partner-data-bucket = "210987654321" }

  data_kms_key_arns   = ["arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"]
  output_kms_key_arns = ["arn:aws:kms:us-east-1:123456789012:key/22222222-2222-3333-4444-555555555555"]
  model_kms_key_arn   = "arn:aws:kms:us-east-1:123456789012:key/33333333-2222-3333-4444-555555555555"

  vpc_config = {
    subnet_ids         = ["subnet-11111111", "subnet-22222222"]
    security_group_ids = ["sg-11111111"]
  }

  teacher_models       = ["us.amazon.nova-pro-v1:0"]
  reward_function_arns = ["arn:aws:lambda:us-east-1:123456789012:function:grader"]

  additional_policy_json = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "ReadLayers"
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = "arn:aws:s3:::wiring-layers-bucket/*"
    }]
  })

  tags            = { team = "models" }
  deletion_policy = "DELETE"
}
