# Trains a model of your own and asks it: data set -> bucket -> role -> fine-tuning job -> custom model -> deployment -> answer.
#
# `make quickstart` applies this against a simulated AWS on your machine, which costs nothing. On AWS the same files train a
# real model, for which you pay by the number of tokens in data/tickets-train.jsonl, by the month in which it is stored, and for one answer:
#
#   terraform apply -var account_id=<your account>
#
# The account id is the seat belt: with the default, which is the simulator's account, the provider refuses to do anything in a
# real one, so that a forgotten AWS_ENDPOINT_URL never spends money.

terraform {
  required_version = ">= 1.5"

  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

provider "bedrock" {
  region              = var.region
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      project = "larkbike-tickets"
    }
  }
}

# The base model, as AWS describes it. A model that can no longer be trained is found here, before anything is made.
data "bedrock_foundation_model" "base" {
  model_id = var.base_model

  lifecycle {
    postcondition {
      condition     = contains(self.customizations_supported, "FINE_TUNING")
      error_message = "${self.model_name} cannot be fine-tuned in ${self.region}."
    }
    postcondition {
      condition     = self.model_lifecycle.status == "ACTIVE"
      error_message = "${self.model_name} is a legacy model and takes no new training jobs."
    }
  }
}

# Holds the data sets and the metrics. Public access, ACLs and plain HTTP are shut out without being mentioned.
resource "bedrock_data_bucket" "training" {
  bucket_prefix = "larkbike-tickets-"
  force_destroy = true # the job leaves its metrics and more here, which Terraform does not know
}

# Both files are read record by record at plan. What Bedrock would refuse hours later stops the plan, with the line.
resource "bedrock_dataset" "train" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "data/train.jsonl"
  source                = "${path.module}/data/tickets-train.jsonl"
  format                = "conversation"
  base_model_identifier = var.base_model
}

resource "bedrock_dataset" "validation" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "data/validation.jsonl"
  source                = "${path.module}/data/tickets-validation.jsonl"
  format                = "conversation"
  base_model_identifier = var.base_model
  used_for              = "validation"
}

# Bedrock works under this role: it may read these two files, write below output/, and nothing else.
resource "bedrock_service_role" "training" {
  purpose         = "model_customization"
  training_data   = [bedrock_dataset.train.s3_uri]
  validation_data = [bedrock_dataset.validation.s3_uri]
  output_data     = "${bedrock_data_bucket.training.s3_uri}/output/"
}

resource "bedrock_model_customization_job" "tickets" {
  # AWS never frees the name of a job. With prefixes every new job gets a name of its own, so that this can run again.
  job_name_prefix          = "larkbike-tickets-"
  custom_model_name_prefix = "larkbike-tickets-"

  role_arn              = bedrock_service_role.training.arn
  base_model_identifier = data.bedrock_foundation_model.base.model_id

  hyper_parameters = {
    epochCount              = "3"
    learningRate            = "0.00001"
    learningRateWarmupSteps = "10"
  }

  training_data_config   = { s3_uri = bedrock_dataset.train.s3_uri }
  validation_data_config = { validators = [{ s3_uri = bedrock_dataset.validation.s3_uri }] }
  output_data_config     = { s3_uri = bedrock_service_role.training.output_data }

  # The default is to wait until AWS has checked everything and begins to train. Here the rest needs the model.
  wait_for = "completed"

  # What destroying means for the model. Without this line a trained model is not deleted.
  deletion_policy = "DELETE"

  lifecycle {
    # If the wait is cut short, the job goes on and stays in the state: apply again to wait on. Nothing is trained twice.
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The job is ${coalesce(self.status, "under way")}: apply again to wait on."
    }
  }
}

# The model that the job made, as AWS describes it.
data "bedrock_custom_model" "tickets" {
  model_identifier = bedrock_model_customization_job.tickets.output_model_arn
}

# Answers on demand: there is no charge by the hour, only for the tokens of each request.
resource "bedrock_custom_model_deployment" "tickets" {
  model_deployment_name_prefix = "larkbike-tickets-"
  model_arn                    = bedrock_model_customization_job.tickets.output_model_arn
}

# One question, asked once: when the deployment is made, and again when it gets another model.
resource "bedrock_converse" "first_ticket" {
  model_id         = bedrock_custom_model_deployment.tickets.arn
  prompt           = "The brakes of bike 4711 do not work, and I am at the top of a hill."
  inference_config = { max_tokens = 200, temperature = 0 }
  triggers         = { model = bedrock_custom_model_deployment.tickets.model_arn }
  store_output     = true # without it the answer is paid for and kept nowhere
}
