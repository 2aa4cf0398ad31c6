output "model_arn" {
  description = "The custom model, for a deployment, a copy or a share."
  value       = bedrock_model_customization_job.this.output_model_arn
}

output "deployment_arn" {
  description = "What an application invokes. It stays when another model is trained. Null without deploy."
  value       = one(bedrock_custom_model_deployment.this[*].arn)
}

output "job_arn" {
  description = "The job that trained the model."
  value       = bedrock_model_customization_job.this.arn
}

output "training_loss" {
  description = "Loss at the end of the training. Lower is closer to the examples."
  value       = try(bedrock_model_customization_job.this.training_metrics.training_loss, null)
}

output "training_metrics_s3_uri" {
  description = "Loss and perplexity of every step, as CSV."
  value       = bedrock_model_customization_job.this.training_metrics_s3_uri
}

output "training_data" {
  description = "What the model was trained on."
  value = {
    s3_uri         = bedrock_dataset.training.s3_uri
    record_count   = bedrock_dataset.training.record_count
    token_estimate = bedrock_dataset.training.token_estimate
  }
}

output "bucket" {
  description = "The bucket of data and metrics."
  value       = bedrock_data_bucket.this.bucket
}

output "role_arn" {
  description = "The role under which Bedrock trains."
  value       = bedrock_service_role.this.arn
}
