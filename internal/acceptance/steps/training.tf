resource "bedrock_data_bucket" "data" {
  bucket        = "${var.name}-data"
  force_destroy = true
}

resource "bedrock_dataset" "train" {
  bucket = bedrock_data_bucket.data.bucket
  key    = "train.jsonl"
  format = "conversation"
  records = [for n in range(10) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "Which one is number ${n}?" }] },
      { role = "assistant", content = [{ text = "It is number ${n}." }] },
    ]
  })]
}

resource "bedrock_service_role" "training" {
  name          = "${var.name}-role"
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "${bedrock_data_bucket.data.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "short" {
  job_name              = "${var.name}-job"
  custom_model_name     = "${var.name}-model"
  role_arn              = bedrock_service_role.training.arn
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  hyper_parameters      = { epochCount = "1" }
  training_data_config  = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config    = { s3_uri = bedrock_service_role.training.output_data }
  wait_for              = "completed"
  deletion_policy       = "DELETE"

  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The job is ${coalesce(self.status, "under way")}."
    }
  }
}
