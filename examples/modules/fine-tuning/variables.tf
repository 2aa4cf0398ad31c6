variable "name" {
  description = "What the names of bucket, job, model and deployment begin with, 3 to 40 lower-case letters, digits and hyphens."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$", var.name)) && !strcontains(var.name, "--")
    error_message = "A name has 3 to 40 lower-case letters, digits and single hyphens, and no hyphen at its ends."
  }
}

variable "base_model_identifier" {
  description = "Model to train: id of a foundation model that can be fine-tuned, or ARN of a custom model, which is trained further."
  type        = string
  default     = "amazon.nova-micro-v1:0:128k"
}

variable "format" {
  description = "Shape of the records, as in bedrock_dataset: conversation for Nova and Llama 3.2 and later."
  type        = string
  default     = "conversation"
}

variable "training_data_file" {
  description = "Path of a JSON Lines file to train on. Exactly one of training_data_file and training_records is required."
  type        = string
  default     = null
}

variable "training_records" {
  description = "Records to train on, each a JSON object as text. They are in the state."
  type        = list(string)
  default     = null
}

variable "validation_data_file" {
  description = "Path of a JSON Lines file to measure the model on after the training."
  type        = string
  default     = null
}

variable "hyper_parameters" {
  description = "Hyperparameters by name, all values as strings, such as { epochCount = \"2\" }. Another value trains another model."
  type        = map(string)
  default     = null
}

variable "retrain_on_new_data" {
  description = "Whether other records train another model, which is paid. Set it before the first training: later, it trains again."
  type        = bool
  default     = false
}

variable "deploy" {
  description = "Whether the model is deployed on demand, which is paid by the token and costs nothing while nobody asks."
  type        = bool
  default     = true
}

variable "deletion_policy" {
  description = "What a destroy does to the model: DELETE, ABANDON or PREVENT. Without a word of yours, or of the provider, it stops."
  type        = string
  default     = null
}

variable "force_destroy" {
  description = "Whether a destroy also deletes what jobs have left in the bucket: their metrics."
  type        = bool
  default     = false
}

variable "bucket_kms_key_arn" {
  description = "KMS key that encrypts the bucket. Null takes S3's own."
  type        = string
  default     = null
}

variable "model_kms_key_arn" {
  description = "KMS key that encrypts the model. Null takes one of AWS."
  type        = string
  default     = null
}

variable "permissions_boundary" {
  description = "ARN of the managed policy that bounds what the role may do."
  type        = string
  default     = null
}

variable "training_timeout" {
  description = "How long an apply waits for the model. After that the training goes on, and the next apply waits on."
  type        = string
  default     = "12h"
}

variable "tags" {
  description = "Tags of the bucket, the role, the job, the model and the deployment."
  type        = map(string)
  default     = {}
}
