// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wait

import (
	"fmt"
	"time"
)

// TimeoutError says that the time was up while the object was still on its way.
type TimeoutError struct {
	Last    string // last status seen; empty when no poll succeeded
	Elapsed time.Duration
	Cause   error  // error of the last poll, when that is what kept the wait from ending
	Detail  string // what else is known of the object, in a sentence or two; may be empty
}

func (e *TimeoutError) Error() string {
	msg := fmt.Sprintf("still %s after %s", orUnread(e.Last), e.Elapsed.Round(time.Second))
	if e.Cause != nil {
		msg += ": " + e.Cause.Error()
	}
	if e.Detail != "" {
		msg += ". " + e.Detail
	}
	return msg
}

func (e *TimeoutError) Unwrap() error { return e.Cause }

// InterruptedError says that the context ended, as it does when a user interrupts Terraform.
type InterruptedError struct {
	Last    string
	Elapsed time.Duration
	Cause   error
}

func (e *InterruptedError) Error() string {
	return fmt.Sprintf("interrupted after %s, last status %s", e.Elapsed.Round(time.Second), orUnread(e.Last))
}

func (e *InterruptedError) Unwrap() error { return e.Cause }

// UnexpectedStatusError says that the object ended in a status that is not the one waited for.
type UnexpectedStatusError struct {
	Status string
}

func (e *UnexpectedStatusError) Error() string { return "ended with status " + e.Status }

func orUnread(status string) string {
	if status == "" {
		return "(not read yet)"
	}
	return status
}
