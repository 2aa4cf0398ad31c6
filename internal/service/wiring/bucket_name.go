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

// bucketName checks the naming rules of general purpose buckets.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
type bucketName struct {
	// isPrefix says that a generated part follows.
	isPrefix bool
}

func (bucketName) Description(context.Context) string {
	return "must be a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens"
}

func (v bucketName) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v bucketName) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	name := req.ConfigValue.ValueString()
	if v.isPrefix {
		name += strings.Repeat("0", crud.GeneratedNameLength)
	}
	if fault := bucketNameFault(name); fault != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid bucket name",
			req.Path.String()+" is "+req.ConfigValue.String()+v.generated()+", and a bucket name "+fault+".")
	}
}

func (v bucketName) generated() string {
	if v.isPrefix {
		return ", which gets 20 more characters"
	}
	return ""
}

// bucketNameFault is the rule that a name breaks; empty when it breaks none.
func bucketNameFault(name string) string {
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
