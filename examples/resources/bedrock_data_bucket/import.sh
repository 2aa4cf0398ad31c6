# By name, or by ARN
terraform import bedrock_data_bucket.training support-assistant-training
