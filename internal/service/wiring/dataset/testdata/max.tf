resource "bedrock_data_bucket" "data" {
  bucket = "wiring-dataset-bucket"
}

resource "bedrock_dataset" "test" {
  bucket     = bedrock_data_bucket.data.bucket
  key        = "datasets/train.jsonl"
  region     = "us-east-1"
  format     = "conversation"
  kms_key_id = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"

  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  used_for              = "validation"

  records = [
    jsonencode({
      schemaVersion = "bedrock-conversation-2024"
      system        = [{ text = "You are a support assistant." }]
      messages = [
        { role = "user", content = [{ text = "Where is my order?" }] },
        { role = "assistant", content = [{ text = "On its way." }] },
      ]
    }),
    jsonencode({
      schemaVersion = "bedrock-conversation-2024"
      messages = [
        { role = "user", content = [{ text = "May I return it?" }] },
        { role = "assistant", content = [{ text = "Within 30 days." }] },
      ]
    }),
  ]

  tags            = { team = "models" }
  deletion_policy = "DELETE"
}
