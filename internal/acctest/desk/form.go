// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package desk

import (
	"fmt"
	"strings"
)

// Answers are what the form of these tests says, as AWS has it.
const Answers = `{"companyName":"Apiary GmbH","companyWebsite":"https://www.apiary.example","intendedUsers":"0",` +
	`"industryOption":"Agriculture","otherIndustryOption":"","useCases":"Counting the bees of hive 4711."}`

// Secrets are the parts of it that nobody must find anywhere else.
func Secrets() []string { return []string{"Apiary", "apiary.example", "Agriculture", "4711"} }

// FormOf is the configuration of that form, in form_data or in form_data_wo, with further lines.
func FormOf(attribute string, lines ...string) string {
	return fmt.Sprintf(`resource "bedrock_use_case_for_model_access" "test" {
  %s = {
    company_name    = "Apiary GmbH"
    company_website = "https://www.apiary.example"
    intended_users  = "0"
    industry_option = "Agriculture"
    use_cases       = "Counting the bees of hive 4711."
  }
  %s
}
`, attribute, strings.Join(lines, "\n  "))
}
