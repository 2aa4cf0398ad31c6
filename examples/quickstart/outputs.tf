output "model" {
  description = "The custom model: what to deploy next."
  value = {
    arn        = data.bedrock_custom_model.tickets.arn
    status     = data.bedrock_custom_model.tickets.model_status
    base_model = data.bedrock_foundation_model.base.model_name
  }
}

output "records" {
  description = "What the model has learned from, and what it was measured on."
  value = {
    training   = bedrock_dataset.train.record_count
    validation = bedrock_dataset.validation.record_count
  }
}

output "training_loss" {
  description = "Loss at the end of the training. Lower is closer to the examples."
  value       = bedrock_model_customization_job.tickets.training_metrics.training_loss
}

output "validation_loss" {
  description = "Loss on tickets that the model has never seen. Far above the training loss, it has learned by heart."
  value       = bedrock_model_customization_job.tickets.validation_metrics[0].validation_loss
}

output "training_metrics" {
  description = "Loss and perplexity of every step of the training, as CSV."
  value       = bedrock_model_customization_job.tickets.training_metrics_s3_uri
}

output "validation_metrics" {
  description = "Loss and perplexity of the validation after the training, as CSV."
  value       = bedrock_model_customization_job.tickets.validation_metrics_s3_uri
}

output "answer" {
  description = "What the new model says to a ticket that it has never seen."
  value = {
    text       = bedrock_converse.first_ticket.output_text
    latency_ms = bedrock_converse.first_ticket.latency_ms
    tokens     = bedrock_converse.first_ticket.output_tokens
  }
}
