resource "bedrock_use_case_for_model_access" "test" {
  region          = "us-east-1"
  adopt_existing  = true
  deletion_policy = "ABANDON"

  form_data = {
    company_name          = "Example Corp"
    company_website       = "https://www.example.com"
    intended_users        = "2"
    industry_option       = "Other"
    other_industry_option = "Beekeeping"
    use_cases             = "Answers to questions of beekeepers."
  }
}
