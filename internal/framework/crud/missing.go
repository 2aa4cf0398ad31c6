// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// Failed records a failed call and reports that it did; summary is a gerund and its object, id what the call was about.
func Failed(diags *diag.Diagnostics, summary, id string, err error) bool {
	if err == nil {
		return false
	}
	diags.Append(apierr.Diagnostic(summary, id, err))
	return true
}

// FailedAt is Failed where one attribute is at fault.
func FailedAt(diags *diag.Diagnostics, at path.Path, summary, id string, err error) bool {
	if err == nil {
		return false
	}
	diags.Append(apierr.AttributeDiagnostic(at, summary, id, err))
	return true
}

// Missing is what Read does about an object that AWS does not know. The wrong account is an error, and so is an import of
// nothing; otherwise the object leaves the state with a warning. again completes "The next apply ...".
func Missing(
	ctx context.Context, data *ProviderData, resp *resource.ReadResponse, noun, arn string, imported bool, again string,
) {
	resp.Diagnostics.Append(CheckOwner(ctx, data, arn, "")...)
	if resp.Diagnostics.HasError() {
		return
	}
	Gone(ctx, resp, noun, arn, arnKeys(arn), imported, again)
}

// Gone is Missing for an object that is known to be looked for in its own account. what names it at the beginning of a sentence.
func Gone(ctx context.Context, resp *resource.ReadResponse, noun, what string, keys Keys, imported bool, again string) {
	if imported {
		resp.Diagnostics.AddError("Importing Bedrock "+noun, what+" does not exist.")
		return
	}
	resp.Diagnostics.AddWarning("Bedrock "+noun+" no longer exists", what+" is gone. The next apply "+again+".")
	ForgetByKeys(ctx, resp, keys)
}
