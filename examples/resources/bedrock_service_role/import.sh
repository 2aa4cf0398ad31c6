# By name
terraform import bedrock_service_role.training AmazonBedrock-support-assistant

# or by ARN
terraform import bedrock_service_role.training arn:aws:iam::123456789012:role/AmazonBedrock-support-assistant
