resource "bedrock_toy" "test" {
  job_name        = "toy"
  role_arn        = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  wait_for        = "completed"
  deletion_policy = "DELETE"
  tags            = { unit = "sales" }
}
