// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"errors"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// unpaidRetries is a retryer that repeats only what AWS has certainly not carried out, and so does not charge.
func unpaidRetries(r aws.Retryer) aws.Retryer {
	v2, ok := r.(aws.RetryerV2)
	if !ok {
		return aws.NopRetryer{}
	}
	return unpaid{v2}
}

type unpaid struct{ aws.RetryerV2 }

// IsErrorRetryable lets through refusals and hosts that were never reached. Silence and an answer that was cut off may hide work that
// was done, and so may a gateway that lost patience.
func (r unpaid) IsErrorRetryable(err error) bool {
	if !r.RetryerV2.IsErrorRetryable(err) {
		return false
	}
	var response *smithyhttp.ResponseError
	if errors.As(err, &response) {
		status := response.HTTPStatusCode()
		return status >= http.StatusBadRequest && status != http.StatusBadGateway && status != http.StatusGatewayTimeout
	}
	return unreachable(err)
}
