# By ARN
terraform import bedrock_inference_profile.support arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl

# or by id, in the provider's region
terraform import bedrock_inference_profile.support abcdefghijkl
