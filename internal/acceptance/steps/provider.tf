terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

variable "name" {
  description = "Beginning of the names of this run."
  type        = string
}

provider "bedrock" {
  region = "us-east-1"

  default_tags {
    tags = { created-by = "terraform-provider-bedrock-acceptance" }
  }
}
