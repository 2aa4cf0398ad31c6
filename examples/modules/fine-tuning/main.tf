locals {
  output_uri = "${bedrock_data_bucket.this.s3_uri}/output/"
  kms_keys   = var.bucket_kms_key_arn == null ? null : [var.bucket_kms_key_arn]
}

resource "bedrock_data_bucket" "this" {
  bucket_prefix = "${var.name}-"
  kms_key_id    = var.bucket_kms_key_arn
  force_destroy = var.force_destroy
  tags          = var.tags
}

resource "bedrock_dataset" "training" {
  bucket                = bedrock_data_bucket.this.bucket
  key                   = "datasets/training.jsonl"
  format                = var.format
  source                = var.training_data_file
  records               = var.training_records
  base_model_identifier = var.base_model_identifier

  lifecycle {
    precondition {
      condition     = (var.training_data_file == null) != (var.training_records == null)
      error_message = "Exactly one of training_data_file and training_records is required."
    }
  }
}

resource "bedrock_dataset" "validation" {
  count = var.validation_data_file == null ? 0 : 1

  bucket                = bedrock_data_bucket.this.bucket
  key                   = "datasets/validation.jsonl"
  format                = var.format
  source                = var.validation_data_file
  base_model_identifier = var.base_model_identifier
  used_for              = "validation"
}

# It reads these files, writes below output/, and may do nothing else.
resource "bedrock_service_role" "this" {
  purpose              = "model_customization"
  training_data        = [bedrock_dataset.training.s3_uri]
  validation_data      = var.validation_data_file == null ? null : [bedrock_dataset.validation[0].s3_uri]
  output_data          = local.output_uri
  data_kms_key_arns    = local.kms_keys
  output_kms_key_arns  = local.kms_keys
  model_kms_key_arn    = var.model_kms_key_arn
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "bedrock_model_customization_job" "this" {
  # AWS never frees the name of a job, so every training gets one of its own.
  job_name_prefix          = "${var.name}-"
  custom_model_name_prefix = "${var.name}-"
  base_model_identifier    = var.base_model_identifier
  role_arn                 = bedrock_service_role.this.arn
  hyper_parameters         = var.hyper_parameters
  custom_model_kms_key_id  = var.model_kms_key_arn

  training_data_config = {
    s3_uri       = bedrock_dataset.training.s3_uri
    content_hash = var.retrain_on_new_data ? bedrock_dataset.training.sha256 : null
  }

  validation_data_config = var.validation_data_file == null ? null : { validators = [{ s3_uri = bedrock_dataset.validation[0].s3_uri }] }
  output_data_config     = { s3_uri = local.output_uri }

  wait_for        = "completed"
  timeouts        = { create = var.training_timeout }
  deletion_policy = var.deletion_policy
  tags            = var.tags
  job_tags        = var.tags

  lifecycle {
    create_before_destroy = true # the deployment gets the new model before the old one goes

    postcondition {
      condition     = self.status == "Completed"
      error_message = "The training is ${coalesce(self.status, "under way")}. Apply again to wait on; it is not started a second time."
    }
  }
}

resource "bedrock_custom_model_deployment" "this" {
  count = var.deploy ? 1 : 0

  model_deployment_name_prefix = "${var.name}-"
  model_arn                    = bedrock_model_customization_job.this.output_model_arn
  tags                         = var.tags
}
