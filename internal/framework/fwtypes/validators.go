// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"fmt"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// IsARNOf checks for an ARN of one service whose resource begins with a prefix, as "iam", "role/" for a role.
func IsARNOf(service, prefix string) validator.String {
	region := "us-east-1"
	if service == "iam" { // which is in all of them
		region = ""
	}
	example := fmt.Sprintf("must be an ARN such as arn:aws:%s:%s:123456789012:%sNAME, with the account id as 12 digits without dashes",
		service, region, prefix)
	return Rule("Invalid ARN", example, func(value string) bool {
		parsed, err := awsarn.Parse(value)
		account := parsed.AccountID
		isOwned := account == "" || account == "aws" || IsAccountID(account) // aws is for what AWS owns
		return err == nil && parsed.Service == service && strings.HasPrefix(parsed.Resource, prefix) && isOwned
	})
}

// IsAccountID reports whether a text has the form of an account id: 12 digits.
func IsAccountID(id string) bool { return len(id) == 12 && strings.Trim(id, "0123456789") == "" }

// IsS3URI checks for s3://bucket or s3://bucket/key.
func IsS3URI() validator.String {
	return Rule("Invalid S3 URI", "must be an S3 URI such as s3://bucket/prefix/, at most 1024 characters", func(uri string) bool {
		rest, isS3 := strings.CutPrefix(uri, "s3://")
		bucket, _, _ := strings.Cut(rest, "/")
		return isS3 && len(uri) <= 1024 && isBucketName(bucket)
	})
}

// isBucketName checks what all names of buckets have in common; S3 itself has more rules.
func isBucketName(name string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789-."
	foreign := func(r rune) bool { return !strings.ContainsRune(letters, r) }
	return len(name) >= 3 && len(name) <= 63 && !strings.ContainsFunc(name, foreign)
}
