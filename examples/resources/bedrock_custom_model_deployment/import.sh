# By ARN
terraform import bedrock_custom_model_deployment.assistant arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl

# By name, in the provider's region
terraform import bedrock_custom_model_deployment.assistant support-assistant
