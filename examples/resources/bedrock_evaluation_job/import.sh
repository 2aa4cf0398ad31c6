# By ARN
terraform import bedrock_evaluation_job.example arn:aws:bedrock:us-east-1:123456789012:evaluation-job/abcdefghijkl
