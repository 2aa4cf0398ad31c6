# Step 9: evaluate the model: by a judge, by an algorithm and, where you have a work team, by people. In the console: "Evaluations".
#
# AWS evaluates foundation models, imported ones and those on provisioned throughput, and no deployments. So the deployment is asked here, and
# the judge scores what it has answered.
#
# On AWS: about 20 cents for the judge's tokens, and a cent for answers; people are paid besides, and 0.21 USD for each task. Alone, this step
# trains a model: some cents, and 1.95 USD a month.

terraform {
  required_version = ">= 1.5"

  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "account_id" {
  description = "The only account this configuration may touch. The default is the simulator's."
  type        = string
  default     = "123456789012"
}

variable "deployment_arn" {
  description = "The deployment of step 7. Without it, this step trains and deploys a small model of its own."
  type        = string
  default     = null
}

variable "foundation_model_id" {
  description = "The model that was trained, as it was before."
  type        = string
  default     = "amazon.nova-micro-v1:0"
}

variable "judge_model_id" {
  description = "The model that judges: a stronger one than those that it judges."
  type        = string
  default     = "amazon.nova-pro-v1:0"
}

variable "flow_definition_arn" {
  description = "Flow definition of SageMaker AI, which names the people and their page; see examples/evaluations/people. Without it nobody is asked."
  type        = string
  default     = null
}

provider "bedrock" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]
}

# What steps 6 and 7 have made, where this step runs alone: a small model, which is paid like any other.
module "model" {
  source = "../../modules/fine-tuning"
  count  = var.deployment_arn == null ? 1 : 0

  name               = "larkbike-tickets"
  training_data_file = "${path.module}/../../quickstart/data/tickets-validation.jsonl"
  deletion_policy    = "DELETE"
  force_destroy      = true
}

# The tickets that the model has not been trained on, and the system prompt that it was trained with.
locals {
  tickets = [for line in compact(split("\n", file("${path.module}/../../quickstart/data/tickets-validation.jsonl"))) : jsondecode(line)]
  system  = local.tickets[0].system[0].text
}

locals {
  deployment_arn = var.deployment_arn == null ? one(module.model[*].deployment_arn) : var.deployment_arn
  tuned          = "larkbike-tickets" # a name for the model that has answered
  questions = { for number, ticket in local.tickets : format("%02d", number) => {
    ticket    = ticket.messages[0].content[0].text
    prompt    = "${local.system}\n\nTicket: ${ticket.messages[0].content[0].text}"
    reference = ticket.messages[1].content[0].text
  } }
}

resource "bedrock_converse" "answer" {
  for_each = local.questions

  model_id         = local.deployment_arn
  system           = local.system
  prompt           = each.value.ticket
  inference_config = { max_tokens = 200, temperature = 0 }
  store_output     = true
}

resource "bedrock_data_bucket" "evaluation" {
  bucket_prefix = "larkbike-evaluation-"
  force_destroy = true # jobs leave their scores here

  # People see the answers on a page of SageMaker AI, which reads them from here.
  cors_rules = [{
    allowed_methods = ["GET"]
    allowed_origins = ["https://mturk-console-template-preview-hooks.s3.amazonaws.com"]
  }]
}

resource "bedrock_dataset" "answers" {
  bucket = bedrock_data_bucket.evaluation.bucket
  key    = "datasets/answers.jsonl"
  format = "evaluation_responses"
  records = [for name, question in local.questions : jsonencode({
    prompt            = question.prompt
    referenceResponse = question.reference
    modelResponses    = [{ response = bedrock_converse.answer[name].output_text, modelIdentifier = local.tuned }]
  })]
}

resource "bedrock_dataset" "prompts" {
  bucket  = bedrock_data_bucket.evaluation.bucket
  key     = "datasets/prompts.jsonl"
  format  = "evaluation_prompts"
  records = [for question in local.questions : jsonencode({ prompt = question.prompt, referenceResponse = question.reference })]
}

resource "bedrock_service_role" "judge" {
  purpose        = "evaluation_judge"
  input_data     = [bedrock_dataset.answers.s3_uri]
  output_data    = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
  invoked_models = [var.judge_model_id]
}

resource "bedrock_evaluation_job" "judge" {
  job_name_prefix = "larkbike-judge-"
  role_arn        = bedrock_service_role.judge.arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "General"
      dataset      = { name = "tickets", dataset_location = { s3_uri = bedrock_dataset.answers.s3_uri } }
      metric_names = ["Builtin.Correctness", "Builtin.FollowingInstructions"]
    }]
    evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = var.judge_model_id }] }
  } }
  inference_config   = { models = [{ precomputed_inference_source = { inference_source_identifier = local.tuned } }] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }

  wait_for = "completed"
}

# By an algorithm: word by word against the reference, here of the model before it was trained.
resource "bedrock_service_role" "algorithm" {
  purpose        = "evaluation_automatic"
  input_data     = [bedrock_dataset.prompts.s3_uri]
  output_data    = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
  invoked_models = [var.foundation_model_id]
}

resource "bedrock_evaluation_job" "algorithm" {
  job_name_prefix = "larkbike-algorithm-"
  role_arn        = bedrock_service_role.algorithm.arn

  evaluation_config = { automated = {
    dataset_metric_configs = [{
      task_type    = "QuestionAndAnswer"
      dataset      = { name = "tickets", dataset_location = { s3_uri = bedrock_dataset.prompts.s3_uri } }
      metric_names = ["Builtin.Accuracy"]
    }]
  } }
  inference_config = { models = [{ bedrock_model = {
    model_identifier = var.foundation_model_id
    inference_params = jsonencode({ inferenceConfig = { maxTokens = 200, temperature = 0 } })
  } }] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }

  wait_for = "completed"
}

# People take days: the apply does not wait for them, and a later one has their scores.
resource "bedrock_service_role" "people" {
  count = var.flow_definition_arn == null ? 0 : 1

  purpose        = "evaluation_human"
  input_data     = [bedrock_dataset.answers.s3_uri]
  output_data    = "${bedrock_data_bucket.evaluation.s3_uri}/results/"
  invoked_models = [var.foundation_model_id]
}

resource "bedrock_evaluation_job" "people" {
  count = var.flow_definition_arn == null ? 0 : 1

  job_name_prefix = "larkbike-people-"
  role_arn        = bedrock_service_role.people[0].arn

  evaluation_config = { human = {
    dataset_metric_configs = [{
      task_type    = "Custom"
      dataset      = { name = "tickets", dataset_location = { s3_uri = bedrock_dataset.answers.s3_uri } }
      metric_names = ["usefulness"]
    }]
    human_workflow_config = {
      flow_definition_arn = var.flow_definition_arn
      instructions        = "You sort the tickets. Which answer would you rather have found?"
    }
    custom_metrics = [{ name = "usefulness", description = "Which one helps you more?", rating_method = "ComparisonChoice" }]
  } }
  inference_config = { models = [
    { bedrock_model = { model_identifier = var.foundation_model_id } },
    { precomputed_inference_source = { inference_source_identifier = local.tuned } },
  ] }
  output_data_config = { s3_uri = "${bedrock_data_bucket.evaluation.s3_uri}/results/" }
}

output "scores" {
  value = {
    judge     = { for s in coalesce(bedrock_evaluation_job.judge.scores, []) : s.metric => s.mean }
    algorithm = { for s in coalesce(bedrock_evaluation_job.algorithm.scores, []) : s.metric => s.mean }
    people    = one(bedrock_evaluation_job.people[*].status)
  }
}

output "next" {
  description = "terraform output -json next > ../10-compare/inputs.auto.tfvars.json"
  value = {
    account_id         = var.account_id
    evaluation_job_arn = bedrock_evaluation_job.judge.arn
  }
}
