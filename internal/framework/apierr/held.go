// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package apierr

// HeldError is AWS's refusal to delete something that is in use, with what AWS does not say: by what. It hardly passes by itself.
type HeldError struct {
	// Err is AWS's error, Hint what to do about it, which names what holds the object.
	Err  error
	Hint string
}

func (e *HeldError) Error() string { return e.Err.Error() }

// Unwrap is AWS's error.
func (e *HeldError) Unwrap() error { return e.Err }
