# By the ARN of the job, which the data source bedrock_custom_model_copies tells
terraform import bedrock_custom_model_copy.west arn:aws:bedrock:us-west-2:123456789012:model-copy-job/abcdefghijkl

# By the name of the copy, in the provider's region
terraform import bedrock_custom_model_copy.west support-assistant-20261101
