resource "bedrock_model_invocation_logging_configuration" "test" {
  s3_config = { bucket_name = "invocation-logs" }
}
