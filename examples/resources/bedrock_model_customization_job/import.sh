# By ARN
terraform import bedrock_model_customization_job.assistant arn:aws:bedrock:us-east-1:123456789012:model-customization-job/amazon.nova-micro-v1:0:128k/abcdefghijkl

# or by the name of the job, in the provider's region
terraform import bedrock_model_customization_job.assistant support-assistant-2026
