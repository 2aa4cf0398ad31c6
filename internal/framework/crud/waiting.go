// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// Waiting is the verb that waits. Its diagnostics differ because an error of Create taints, and a tainted paid job would
// be destroyed and paid again.
type Waiting int

// The verbs that wait.
const (
	WaitingInCreate Waiting = iota
	WaitingInUpdate
)

// WaitDiagnostics is what to tell of a wait that did not reach its target. kind and arn name the object; failure is
// AWS's message, for an object that AWS reports as failed.
//
// A final failure is an error. Everything else leaves the object running: in Create it is a warning, so that the next
// apply waits on; in Update, which never taints, only an interrupt is.
func WaitDiagnostics(verb Waiting, kind, arn, failure string, err error) diag.Diagnostics {
	if err == nil {
		return nil
	}
	var unexpected *wait.UnexpectedStatusError
	if errors.As(err, &unexpected) {
		if failure == "" {
			failure = "AWS gives no reason."
		}
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(statusPath, "Waiting for Bedrock "+kind,
			fmt.Sprintf("%s %s: %s", arn, unexpected.Error(), failure))}
	}
	var interrupted *wait.InterruptedError
	isInterrupt := errors.As(err, &interrupted)
	reason := err.Error()
	if !isInterrupt {
		reason = apierr.Detail("", err)
	}
	detail := fmt.Sprintf("%s is still running: %s\n\nIt is in the state. Apply again to wait on; it is not started a second time.",
		arn, reason)
	if verb == WaitingInUpdate && !isInterrupt {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Waiting for Bedrock "+kind, detail)}
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Bedrock "+kind+" is still running", detail)}
}
