// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"errors"
	"slices"

	"github.com/aws/smithy-go"
)

// hasCode reports whether AWS answered with one of these error codes. It tells apart what is one class to everybody else:
// S3 answers 404 for a bucket that is gone and for a bucket that merely has no policy.
func hasCode(err error, codes ...string) bool {
	var api smithy.APIError
	return errors.As(err, &api) && slices.Contains(codes, api.ErrorCode())
}
