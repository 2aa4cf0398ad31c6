resource "bedrock_data_bucket" "test" {
  bucket = "wiring-data-bucket"
}
