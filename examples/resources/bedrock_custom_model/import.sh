# By ARN
terraform import bedrock_custom_model.assistant arn:aws:bedrock:us-east-1:123456789012:custom-model/imported/abcdefghijkl

# By name, in the provider's region
terraform import bedrock_custom_model.assistant support-assistant
