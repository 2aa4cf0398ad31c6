import {
  to = bedrock_service_role.training
  identity = {
    arn = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  }
}
