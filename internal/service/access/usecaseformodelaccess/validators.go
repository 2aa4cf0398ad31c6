// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess

import (
	"context"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// isWebsite checks for an absolute URL: that of the website is the usual reason why AWS finds a form invalid.
func isWebsite() validator.String {
	return fwtypes.PrivateRule("Invalid website", "must be the address of a website, such as https://www.example.com", func(text string) bool {
		site, err := url.Parse(text)
		return err == nil && site.Host != "" && (site.Scheme == "https" || site.Scheme == "http")
	})
}

// isIntendedUsers checks for one of AWS's numbers.
func isIntendedUsers() validator.String {
	return fwtypes.PrivateRule("Invalid intended users", "must be 0 for employees, 1 for customers or 2 for both", func(text string) bool {
		return text == "0" || text == "1" || text == "2"
	})
}

// industryValidator couples industry_option with other_industry_option.
type industryValidator struct{}

const otherIndustry = "Other"

func (industryValidator) Description(context.Context) string {
	return "industry_option Other goes with other_industry_option"
}

func (v industryValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (industryValidator) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	form, known := expandForm(req.ConfigValue.Attributes())
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || !known {
		return
	}
	at := req.Path.AtName("other_industry_option")
	switch isOther := form.IndustryOption == otherIndustry; {
	case isOther && form.OtherIndustryOption == "":
		resp.Diagnostics.AddAttributeError(at, "Missing industry", "industry_option is Other: say which in other_industry_option.")
	case !isOther && form.OtherIndustryOption != "":
		resp.Diagnostics.AddAttributeWarning(at, "Industry given twice",
			"other_industry_option goes with the industry_option Other. AWS may find the form invalid.")
	}
}
