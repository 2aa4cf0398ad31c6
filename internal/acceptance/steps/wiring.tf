resource "bedrock_data_bucket" "data" {
  bucket        = "${var.name}-data"
  force_destroy = true
}

resource "bedrock_dataset" "train" {
  bucket  = bedrock_data_bucket.data.bucket
  key     = "train.jsonl"
  format  = "prompt_completion"
  records = [for n in ["first", "second"] : jsonencode({ prompt = "Which one is the ${n}?", completion = "The ${n} one." })]
}

resource "bedrock_service_role" "training" {
  name          = "${var.name}-role"
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.data.s3_uri}/output/"
}
