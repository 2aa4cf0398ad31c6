# By the ARN of the resource share
terraform import bedrock_custom_model_share.assistant arn:aws:ram:us-east-1:123456789012:resource-share/11111111-2222-3333-4444-555555555555
