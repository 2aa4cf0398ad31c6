resource "bedrock_data_bucket" "data" {
  bucket = "wiring-dataset-bucket"
}

resource "bedrock_dataset" "test" {
  bucket                = bedrock_data_bucket.data.bucket
  key                   = "datasets/train.jsonl"
  region                = "us-east-1"
  format                = "prompt_completion"
  base_model_identifier = "meta.llama3-1-8b-instruct-v1:0:128k"
  used_for              = "training"
  records               = [jsonencode({ prompt = "Who are you?", completion = "The support assistant." })]
  tags                  = { owner = "evaluation" }
  deletion_policy       = "DELETE"
}
