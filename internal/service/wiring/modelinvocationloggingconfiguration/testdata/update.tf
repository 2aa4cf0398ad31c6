resource "bedrock_model_invocation_logging_configuration" "test" {
  region             = "us-east-1"
  overwrite_existing = false
  deletion_policy    = "DELETE"

  cloudwatch_config = {
    log_group_name = "/bedrock/invocations"
    role_arn       = "arn:aws:iam::123456789012:role/AmazonBedrock-logging"

    large_data_delivery_s3_config = {
      bucket_name = "invocation-logs"
      key_prefix  = "large"
    }
  }
  s3_config = {
    bucket_name = "invocation-logs"
    key_prefix  = "everything"
  }

  text_data_delivery_enabled      = true
  image_data_delivery_enabled     = true
  embedding_data_delivery_enabled = false
  video_data_delivery_enabled     = true
  audio_data_delivery_enabled     = false
}
