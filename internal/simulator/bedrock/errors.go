// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import "net/http"

// apiError is an error that an operation of Bedrock declares. Its status is in the model: 400 for a conflict, for instance.
type apiError struct{ code, message string }

func (e *apiError) Error() string { return e.code + ": " + e.message }

// notSimulated is the code of what AWS does and the simulator does not.
const notSimulated = "NotImplemented"

// status is what the error is answered with.
func (e *apiError) status() int {
	if e.code == notSimulated {
		return http.StatusNotImplemented
	}
	for _, model := range models() {
		if status, ok := model.Error(e.code); ok {
			return status
		}
	}
	return http.StatusInternalServerError
}

func validationError(message string) error { return &apiError{"ValidationException", message} }

func conflictError(message string) error { return &apiError{"ConflictException", message} }

func accessDeniedError(message string) error { return &apiError{"AccessDeniedException", message} }

func notFoundError(message string) error { return &apiError{"ResourceNotFoundException", message} }

func quotaError(message string) error { return &apiError{"ServiceQuotaExceededException", message} }

func tooManyTagsError(message string) error { return &apiError{"TooManyTagsException", message} }
