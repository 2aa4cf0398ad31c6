// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// roleName checks the name of a role, or its prefix.
type roleName struct{ longest int }

func (v roleName) Description(context.Context) string {
	return fmt.Sprintf("must have 1 to %d letters, digits and _+=,.@-", v.longest)
}

func (v roleName) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v roleName) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	name := req.ConfigValue.ValueString()
	outside := func(r rune) bool { return !isAlphanumeric(r) && !strings.ContainsRune("_+=,.@-", r) }
	if name == "" || len(name) > v.longest || strings.ContainsFunc(name, outside) {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid role name",
			fmt.Sprintf("%s is %s, and it %s.", req.Path, req.ConfigValue, v.Description(ctx)))
	}
}

func isAlphanumeric(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// roleDescription checks the description of a role for the characters that IAM takes: those of Latin-1.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
func roleDescription() validator.String {
	const must = "must have 1 to 1000 characters of Latin-1, to which long dashes and typographic quotation marks do not belong"
	return fwtypes.Rule("Invalid description", must, func(text string) bool {
		foreign := func(r rune) bool {
			return r != '\t' && r != '\n' && r != '\r' && (r < ' ' || r > '~') && (r < '\u00a1' || r > '\u00ff')
		}
		n := utf8.RuneCountInString(text)
		return n >= 1 && n <= 1000 && !strings.ContainsFunc(text, foreign)
	})
}

// rolePath checks the path of a role.
func rolePath() validator.String {
	const must = "must be / or begin and end with a slash, with 1 to 512 printable characters and no space"
	return fwtypes.Rule("Invalid path", must, func(path string) bool {
		unprintable := func(r rune) bool { return r < '!' || r > '~' }
		return strings.HasPrefix(path, "/") && strings.HasSuffix(path, "/") && path != "//" && len(path) <= 512 &&
			!strings.ContainsFunc(path, unprintable)
	})
}

// logGroupName checks for the characters of a log group.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
func logGroupName() validator.String {
	return fwtypes.Rule("Invalid log group name", "must have 1 to 512 letters, digits and _-/.#", func(name string) bool {
		foreign := func(r rune) bool { return !isAlphanumeric(r) && !strings.ContainsRune("_-/.#", r) }
		return name != "" && len(name) <= 512 && !strings.ContainsFunc(name, foreign)
	})
}

// networkID checks the id of something in a VPC.
func networkID(prefix string) validator.String {
	return fwtypes.Rule("Invalid id", "must be an id such as "+prefix+"0123456789abcdef0", func(value string) bool {
		foreign := func(r rune) bool { return !isAlphanumeric(r) && r != '-' }
		id, ok := strings.CutPrefix(value, prefix)
		return ok && id != "" && !strings.ContainsFunc(id, foreign)
	})
}
