// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import "net/http"

// bedrockError is an error that an operation of Bedrock declares.
type bedrockError struct {
	status        int
	code, message string
}

func (e *bedrockError) Error() string { return e.code + ": " + e.message }

func validationError(message string) error {
	return &bedrockError{http.StatusBadRequest, "ValidationException", message}
}

// conflictError has status 400: Bedrock does not use 409.
func conflictError(message string) error {
	return &bedrockError{http.StatusBadRequest, "ConflictException", message}
}

func accessDeniedError(message string) error {
	return &bedrockError{http.StatusForbidden, "AccessDeniedException", message}
}

func notFoundError(message string) error {
	return &bedrockError{http.StatusNotFound, "ResourceNotFoundException", message}
}

func quotaError(message string) error {
	return &bedrockError{http.StatusBadRequest, "ServiceQuotaExceededException", message}
}

func tooManyTagsError(message string) error {
	return &bedrockError{http.StatusBadRequest, "TooManyTagsException", message}
}
