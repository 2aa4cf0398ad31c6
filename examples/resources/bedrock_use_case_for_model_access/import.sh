# By the account, which must be that of the credentials
terraform import bedrock_use_case_for_model_access.this 123456789012

# or with the opt-in region that has a form of its own
terraform import bedrock_use_case_for_model_access.this 123456789012@af-south-1
