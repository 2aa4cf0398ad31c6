# By the ARN of the job, which the data source bedrock_imported_model tells
terraform import bedrock_imported_model.assistant arn:aws:bedrock:us-east-1:123456789012:model-import-job/abcdefghijkl

# By the name of the job, in the provider's region
terraform import bedrock_imported_model.assistant support-assistant-20261101
