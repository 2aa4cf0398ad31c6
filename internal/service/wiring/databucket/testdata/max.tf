resource "bedrock_data_bucket" "test" {
  bucket        = "wiring-data-bucket"
  region        = "us-east-1"
  force_destroy = true
  versioning    = true
  kms_key_id    = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"

  lifecycle_rules = {
    results = {
      prefix          = "results/"
      expiration_days = 90
    }
    old-versions = {
      noncurrent_expiration_days      = 30
      abort_incomplete_multipart_days = 7
    }
  }

  cors_rules = [{
    allowed_methods = ["GET"]
    allowed_origins = ["https://mturk-console-template-preview-hooks.s3.amazonaws.com"]
    allowed_headers = ["*"]
    expose_headers  = ["ETag"]
    max_age_seconds = 300
  }]

  invocation_log_prefixes = ["invocations"]

  additional_policy_json = jsonencode({
    Version = "2012-10-17"
    Statement = {
      Sid       = "InvocationLogs"
      Effect    = "Allow"
      Principal = { Service = "bedrock.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::wiring-data-bucket/AWSLogs/*"
      Condition = { StringEquals = { "aws:SourceAccount" = "123456789012" } }
    }
  })

  tags            = { team = "models" }
  deletion_policy = "DELETE"
}
