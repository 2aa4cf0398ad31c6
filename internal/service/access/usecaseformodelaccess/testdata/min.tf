resource "bedrock_use_case_for_model_access" "test" {
  form_data_wo = {
    company_name    = "Example Corp"
    company_website = "https://www.example.com"
    intended_users  = "0"
    industry_option = "Energy"
    use_cases       = "Answers to questions of field engineers."
  }
}
