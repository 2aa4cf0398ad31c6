data "bedrock_custom_models" "all" {
}

data "bedrock_imported_models" "all" {
}

data "bedrock_custom_model_deployments" "all" {
}

data "bedrock_provisioned_model_throughputs" "all" {
}

data "bedrock_custom_model_copies" "all" {
}

data "bedrock_evaluation_jobs" "all" {
}
