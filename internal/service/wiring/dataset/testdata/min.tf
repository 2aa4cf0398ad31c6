resource "bedrock_data_bucket" "data" {
  bucket = "wiring-dataset-bucket"
}

resource "bedrock_dataset" "test" {
  bucket  = bedrock_data_bucket.data.bucket
  key     = "train.jsonl"
  format  = "prompt_completion"
  records = [jsonencode({ prompt = "Where is my order?", completion = "On its way." })]
}
