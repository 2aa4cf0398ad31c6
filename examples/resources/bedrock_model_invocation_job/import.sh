# By ARN
terraform import bedrock_model_invocation_job.summaries arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl

# or by the name of the job, in the provider's region
terraform import bedrock_model_invocation_job.summaries ticket-summaries-2026
