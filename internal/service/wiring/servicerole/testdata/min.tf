resource "bedrock_service_role" "test" {
  name          = "AmazonBedrock-wiring"
  purpose       = "model_customization"
  training_data = ["s3://wiring-data-bucket/train.jsonl"]
  output_data   = "s3://wiring-data-bucket/output/"
}
