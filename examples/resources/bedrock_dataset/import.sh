# By S3 URI
terraform import bedrock_dataset.train s3://support-assistant-data/datasets/train.jsonl

# or by ARN
terraform import bedrock_dataset.train arn:aws:s3:::support-assistant-data/datasets/train.jsonl
