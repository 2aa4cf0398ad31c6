// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"context"
	"net/netip"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

const maxBucketName = 63

// BucketName checks the naming rules of general purpose buckets.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
type BucketName struct {
	// IsPrefix says that a generated part follows.
	IsPrefix bool
}

// Description says what is checked.
func (BucketName) Description(context.Context) string {
	return "must be a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens"
}

// MarkdownDescription says what is checked.
func (v BucketName) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString names the rule that is broken.
func (v BucketName) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	name := req.ConfigValue.ValueString()
	if v.IsPrefix {
		name += strings.Repeat("0", crud.GeneratedNameLength)
	}
	if fault := BucketNameFault(name); fault != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid bucket name",
			req.Path.String()+" is "+req.ConfigValue.String()+v.generated()+", and a bucket name "+fault+".")
	}
}

func (v BucketName) generated() string {
	if v.IsPrefix {
		return ", which gets 20 more characters"
	}
	return ""
}

// BucketNameFault is the rule that a name breaks; empty when it breaks none.
func BucketNameFault(name string) string {
	inside := func(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }
	outside := func(r rune) bool { return !inside(r) && r != '.' && r != '-' }
	switch {
	case len(name) < 3 || len(name) > maxBucketName:
		return "has 3 to 63 characters"
	case strings.ContainsFunc(name, outside):
		return "holds only lower-case letters, digits, dots and hyphens"
	case !inside(rune(name[0])) || !inside(rune(name[len(name)-1])):
		return "begins and ends with a letter or a digit"
	case strings.Contains(name, ".."):
		return "never holds two dots in a row"
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return "is never an IP address"
	}
	for _, prefix := range []string{"xn--", "sthree-", "amzn-s3-demo-"} {
		if strings.HasPrefix(name, prefix) {
			return "never begins with " + prefix + ", which AWS keeps for itself"
		}
	}
	for _, suffix := range []string{"-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"} {
		if strings.HasSuffix(name, suffix) {
			return "never ends with " + suffix + ", which AWS keeps for itself"
		}
	}
	return ""
}
