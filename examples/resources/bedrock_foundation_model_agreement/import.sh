# By the id of the model, in the provider's region
terraform import bedrock_foundation_model_agreement.embeddings cohere.embed-v4:0

# or in another region
terraform import bedrock_foundation_model_agreement.embeddings cohere.embed-v4:0@eu-central-1
