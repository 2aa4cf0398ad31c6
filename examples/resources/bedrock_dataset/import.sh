# By S3 URI, or by ARN
terraform import bedrock_dataset.train s3://support-assistant-data/datasets/train.jsonl
