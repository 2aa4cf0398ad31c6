// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// maxModelID is AWS's limit.
const maxModelID = 140

// modelIDValidator checks for the bare id of a foundation model, the only form that the operations of model access take.
type modelIDValidator struct{}

func (modelIDValidator) Description(context.Context) string {
	return "must be the id of a foundation model, such as anthropic.claude-haiku-4-5-20251001-v1:0"
}

func (v modelIDValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v modelIDValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	given := req.ConfigValue.ValueString()
	id := fwtypes.ModelID(given)
	reason := ""
	if _, model, ok := fwtypes.CutScope(id); ok {
		reason = fmt.Sprintf("an inference profile. Access is given to the foundation model behind it: write %q", model)
	} else if id != given {
		reason = fmt.Sprintf("an ARN: write %q", id)
	} else if !strings.Contains(id, ".") || strings.ContainsAny(id, "/ ") || len(id) > maxModelID {
		reason = "no such id"
	}
	if reason != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid foundation model",
			fmt.Sprintf("%s is %q, which is %s. It %s.", req.Path, given, reason, v.Description(ctx)))
	}
}

// mustAccept refuses to accept terms that the configuration does not accept.
type mustAccept struct{}

func (mustAccept) Description(context.Context) string { return "must be true" }

func (v mustAccept) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (mustAccept) ValidateBool(_ context.Context, req validator.BoolRequest, resp *validator.BoolResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || req.ConfigValue.ValueBool() {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Terms that are not accepted",
		"accept_eula is false. Access to this model means accepting the end user license agreement of its vendor: read it (data source "+
			"bedrock_foundation_model_agreement_offers shows where it is) and set accept_eula = true, or remove the resource.")
}

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
