data "bedrock_inference_profile" "micro" {
  inference_profile_identifier = "us.amazon.nova-micro-v1:0"
}

resource "bedrock_inference_profile" "micro" {
  name         = "${var.name}-profile"
  description  = "Acceptance run"
  model_source = { copy_from = data.bedrock_inference_profile.micro.arn }
}
