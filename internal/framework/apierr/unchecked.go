// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package apierr

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// Unchecked warns in the plan of something new that a check could not be made, because AWS did not answer it; what is the check
// ("the base model"), id what it was about, and then who does it later. It says nothing where the plan is interrupted, or the
// provider block is not known yet.
func Unchecked(at path.Path, what, id string, err error, then string) diag.Diagnostics {
	var unknown *awsclient.UnknownArgumentsError
	if err == nil || errors.As(err, &unknown) || Is(err, Interrupted) {
		return nil
	}
	detail := Detail(id, err)
	if then != "" {
		detail += " " + then
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(at, "Planning without a check of "+what, detail)}
}
