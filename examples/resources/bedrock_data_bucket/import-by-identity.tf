import {
  to = bedrock_data_bucket.training
  identity = {
    arn = "arn:aws:s3:::support-assistant-training"
  }
}
