// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import "net/http"

// apiError is an error that an operation of Bedrock declares.
type apiError struct {
	status        int
	code, message string
}

func (e *apiError) Error() string { return e.code + ": " + e.message }

func validationError(message string) error {
	return &apiError{http.StatusBadRequest, "ValidationException", message}
}

// conflictError has status 400: Bedrock does not use 409.
func conflictError(message string) error {
	return &apiError{http.StatusBadRequest, "ConflictException", message}
}

func accessDeniedError(message string) error {
	return &apiError{http.StatusForbidden, "AccessDeniedException", message}
}

func notFoundError(message string) error {
	return &apiError{http.StatusNotFound, "ResourceNotFoundException", message}
}

func quotaError(message string) error {
	return &apiError{http.StatusBadRequest, "ServiceQuotaExceededException", message}
}

func tooManyTagsError(message string) error {
	return &apiError{http.StatusBadRequest, "TooManyTagsException", message}
}
