variable "account_id" {
  description = "The only account this configuration may touch. The default is the simulator's."
  type        = string
  default     = "123456789012"

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account id has 12 digits."
  }
}

variable "region" {
  description = "Where to train. The base model must be trainable there: for Amazon Nova Micro that is us-east-1."
  type        = string
  default     = "us-east-1"
}

variable "base_model" {
  description = "The model to start from. Ids with a context size are those that can be trained."
  type        = string
  default     = "amazon.nova-micro-v1:0:128k"
}
