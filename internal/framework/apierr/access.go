// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package apierr

import (
	"errors"
	"strings"

	"github.com/aws/smithy-go"
)

// IsAgreementUnsupported reports that a model is not sold through the Marketplace, so that there is nothing to agree to.
func IsAgreementUnsupported(err error) bool {
	return Is(err, Validation) && says(err, "agreement not supported")
}

// IsAgreementAbsent reports that there is no agreement that could be cancelled.
func IsAgreementAbsent(err error) bool {
	return Is(err, NotFound) || Is(err, Validation) && says(err, "no agreement exists")
}

// IsUseCaseMissing reports that the account has to hand in the use-case form first.
func IsUseCaseMissing(err error) bool {
	return Is(err, AccessDenied, NotFound) && says(err, "filled out the request form")
}

// LacksInvocation reports, of the reason why a job failed, that its role may not invoke a model. AWS gives it no code.
func LacksInvocation(reason string) bool {
	return strings.Contains(strings.ToLower(reason), "permissions to invokemodel")
}

// says reports whether AWS's message has a part, whatever its case.
func says(err error, part string) bool {
	var api smithy.APIError
	return errors.As(err, &api) && strings.Contains(strings.ToLower(api.ErrorMessage()), part)
}
