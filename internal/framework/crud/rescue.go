// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/bug"
)

// Rescue turns a panic into a diagnostic, so that a verb returns what it has saved: without it, Terraform would be told the
// state from before, which at create is none, and a paid object would be lost. Defer it right after the object was saved.
// verb says whether the diagnostic may be an error: one of Create would taint.
func Rescue(ctx context.Context, verb Waiting, noun, arn string, diags *diag.Diagnostics) {
	cause := recover()
	if cause == nil {
		return
	}
	what, where := bug.What(cause), bug.Where()
	tflog.Error(ctx, "Provider bug", map[string]any{"object": arn, "panic": what, "stack": where})
	detail := fmt.Sprintf("%s is in the state, but what came after it stopped with %s at\n\n%s\n\nThis is a bug in the provider, please "+
		"report it, with the lines above. They hold nothing of your configuration. The next plan reads the object again.",
		arn, what, where)
	summary := "The Bedrock provider failed unexpectedly after it had the " + noun
	if verb == WaitingInCreate {
		diags.AddWarning(summary, detail)
		return
	}
	diags.AddError(summary, detail)
}
