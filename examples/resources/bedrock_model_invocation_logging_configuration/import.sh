# By account, in the provider's region
terraform import bedrock_model_invocation_logging_configuration.this 123456789012

# or by account and region
terraform import bedrock_model_invocation_logging_configuration.this 123456789012@us-east-1
