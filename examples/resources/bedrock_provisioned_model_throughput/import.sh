# By ARN
terraform import bedrock_provisioned_model_throughput.assistant arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl

# or by name, in the provider's region
terraform import bedrock_provisioned_model_throughput.assistant support-assistant
