# By name, or by ARN
terraform import bedrock_service_role.training AmazonBedrock-training
