resource "bedrock_data_bucket" "test" {
  bucket        = "wiring-data-bucket"
  region        = "us-east-1"
  force_destroy = true
  versioning    = false

  lifecycle_rules = {
    old-versions = {
      noncurrent_expiration_days = 14
    }
  }

  tags            = { team = "evaluation" }
  deletion_policy = "DELETE"
}
