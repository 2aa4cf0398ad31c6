// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// check is a rule for one string. The rule returns what is wrong with a value, or "".
type check struct {
	description string
	rule        func(string) string
	// private says that the value does not belong into an error message.
	private bool
	// notNull says that a value that is null breaks the rule.
	notNull bool
}

// Description says what the rule asks for.
func (c check) Description(context.Context) string { return c.description }

// MarkdownDescription says what the rule asks for.
func (c check) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

// ValidateString reports a known value that breaks the rule. To the rule, null is "".
func (c check) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() && !c.notNull || req.ConfigValue.IsUnknown() {
		return
	}
	problem := c.rule(req.ConfigValue.ValueString())
	if problem == "" {
		return
	}
	detail := fmt.Sprintf("The value of %s %s. %s", req.Path, c.description, problem)
	if !c.private {
		detail += fmt.Sprintf(" Got: %s.", req.ConfigValue)
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Invalid provider argument", detail)
}

// emptyIsAbsent makes every string among the attributes one that may be empty, which means the same as not set: modules pass on
// variables that are empty where nothing is meant, and hashicorp/aws takes them so.
func emptyIsAbsent(attributes map[string]schema.Attribute) map[string]schema.Attribute {
	for name, attribute := range attributes {
		if text, ok := attribute.(schema.StringAttribute); ok {
			text.Validators = unlessEmpty(text.Validators...)
			attributes[name] = text
		}
	}
	return attributes
}

// unlessEmpty are validators that do not look at an empty string.
func unlessEmpty(validators ...validator.String) []validator.String {
	var lenient []validator.String
	for _, v := range validators {
		lenient = append(lenient, lenientString{v})
	}
	return lenient
}

type lenientString struct{ validator.String }

// ValidateString reports what the rule reports, for a string that is not empty.
func (l lenientString) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.Equal(types.StringValue("")) {
		return
	}
	l.String.ValidateString(ctx, req, resp)
}

func durationBetween(shortest, longest time.Duration) validator.String {
	return check{
		description: fmt.Sprintf("must be a duration such as \"90s\" or \"1h30m\", from %s to %s", brief(shortest), brief(longest)),
		rule: func(s string) string {
			d, err := time.ParseDuration(s)
			if err != nil {
				return "A duration is a number with a unit: s, m or h."
			}
			if d < shortest || d > longest {
				return "It is out of range."
			}
			return ""
		},
	}
}

// brief writes a duration as people do: 12h, not 12h0m0s.
func brief(d time.Duration) string {
	s := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(s, zero) {
			s = s[:len(s)-2]
		}
	}
	return s
}

// accountID also refuses null: left out of the list, it would take away the guard that was meant.
func accountID() validator.String {
	return check{
		notNull:     true,
		description: "must be an AWS account id, which has 12 digits",
		rule: func(s string) string {
			if !fwtypes.IsAccountID(s) {
				return "Write it in quotes, with its leading zeros and without dashes."
			}
			return ""
		},
	}
}

func sessionName() validator.String {
	return check{
		description: "must be 2 to 64 letters, digits or any of _+=,.@-",
		rule: func(s string) string {
			if len(s) < 2 || len(s) > 64 {
				return fmt.Sprintf("It has %d characters.", len(s))
			}
			for _, r := range s {
				if notInSessionName(r) {
					return fmt.Sprintf("It has a %q.", r)
				}
			}
			return ""
		},
	}
}

func notInSessionName(r rune) bool {
	letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	return !letter && !strings.ContainsRune("_+=,.@-", r)
}

func jsonObject() validator.String {
	return check{
		description: "must be a policy document, a JSON object",
		private:     true,
		rule: func(s string) string {
			var object map[string]json.RawMessage
			if err := json.Unmarshal([]byte(s), &object); err != nil {
				return "It is not: " + err.Error() + "."
			}
			return ""
		},
	}
}

func endpointURL() validator.String {
	return check{
		description: "must be a URL that begins with http:// or https://",
		private:     true, // it may hold a password
		rule: func(s string) string {
			u, err := url.Parse(s)
			switch {
			case err != nil:
				return "It cannot be parsed."
			case u.Scheme != "http" && u.Scheme != "https", u.Host == "":
				return "It has no such beginning, or no host."
			}
			return ""
		},
	}
}

func proxyURL() validator.String {
	return check{
		description: "must be the URL of a proxy, or empty for none",
		private:     true, // it may hold a password
		rule: func(s string) string {
			if !strings.Contains(s, "://") {
				s = "http://" + s // a host and port will do
			}
			if _, err := url.Parse(s); err != nil {
				return "It cannot be parsed."
			}
			return ""
		},
	}
}

func notReservedTag() validator.String {
	return check{
		description: "must not begin with aws:, which AWS keeps for itself",
		rule: func(s string) string {
			if strings.HasPrefix(strings.ToLower(s), "aws:") {
				return "Choose another key."
			}
			return ""
		},
	}
}

// ruleName checks for a rule of AWS's model as messages call it: S3Uri.pattern.
func ruleName() validator.String {
	return check{
		description: "must be a rule as the messages of a plan show it, such as S3Uri.pattern",
		rule: func(s string) string {
			shape, rule, _ := strings.Cut(s, ".")
			if s != "" && (shape == "" || !slices.Contains([]string{"min", "max", "pattern", "enum"}, rule)) {
				return "It is the name of a shape, a dot, and min, max, pattern or enum."
			}
			return ""
		},
	}
}
