import {
  to = bedrock_dataset.train
  identity = {
    arn = "arn:aws:s3:::support-assistant-data/datasets/train.jsonl"
  }
}
