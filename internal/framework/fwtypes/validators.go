// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"context"
	"fmt"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// IsARNOf checks for an ARN of one service whose resource begins with a prefix, as "iam", "role/" for a role.
func IsARNOf(service, prefix string) validator.String { return arnValidator{service, prefix} }

type arnValidator struct{ service, prefix string }

func (v arnValidator) Description(context.Context) string {
	return fmt.Sprintf("must be an ARN such as arn:aws:%s:...:%s...", v.service, v.prefix)
}

func (v arnValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v arnValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	parsed, err := awsarn.Parse(req.ConfigValue.ValueString())
	if err != nil || parsed.Service != v.service || !strings.HasPrefix(parsed.Resource, v.prefix) {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid ARN",
			fmt.Sprintf("%s is %s, and it %s.", req.Path, req.ConfigValue, v.Description(ctx)))
	}
}

// IsS3URI checks for s3://bucket or s3://bucket/key.
func IsS3URI() validator.String { return s3URIValidator{} }

type s3URIValidator struct{}

func (s3URIValidator) Description(context.Context) string {
	return "must be an S3 URI such as s3://bucket/prefix/, at most 1024 characters"
}

func (v s3URIValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v s3URIValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	uri := req.ConfigValue.ValueString()
	rest, isS3 := strings.CutPrefix(uri, "s3://")
	bucket, _, _ := strings.Cut(rest, "/")
	if !isS3 || len(uri) > 1024 || !isBucketName(bucket) {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid S3 URI",
			fmt.Sprintf("%s is %s, and it %s.", req.Path, req.ConfigValue, v.Description(ctx)))
	}
}

// isBucketName checks what all names of buckets have in common; S3 itself has more rules.
func isBucketName(name string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789-."
	foreign := func(r rune) bool { return !strings.ContainsRune(letters, r) }
	return len(name) >= 3 && len(name) <= 63 && !strings.ContainsFunc(name, foreign)
}
