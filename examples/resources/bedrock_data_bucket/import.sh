# By name
terraform import bedrock_data_bucket.training support-assistant-training

# or by ARN
terraform import bedrock_data_bucket.training arn:aws:s3:::support-assistant-training
