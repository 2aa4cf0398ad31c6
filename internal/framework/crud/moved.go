// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// MovedFrom are the types of hashicorp/aws whose state a moved block may bring to a type of ours, each with the attribute that says
// which object it is.
type MovedFrom map[string]string

// Mover takes over what hashicorp/aws manages, and take makes a state of what identifies the object: the refresh that follows reads all
// else, as after an import. Terraform asks a provider that nobody has configured, so AWS cannot be asked here. take answers false where
// the text does not identify anything; what says what it should be, as in "ARN of Bedrock".
func (from MovedFrom) Mover(
	noun, what string, take func(ctx context.Context, identifier string, resp *resource.MoveStateResponse) bool,
) []resource.StateMover {
	if len(from) == 0 {
		return nil
	}
	return []resource.StateMover{{StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
		attribute, ok := from[req.SourceTypeName]
		if !ok || !isAWSProvider(req.SourceProviderAddress) || req.SourceRawState == nil {
			return // the framework says that there is no such move
		}
		var source map[string]json.RawMessage
		var identifier string
		err := json.Unmarshal(req.SourceRawState.JSON, &source)
		if err == nil {
			err = json.Unmarshal(source[attribute], &identifier)
		}
		if err != nil || !take(ctx, identifier, resp) {
			resp.Diagnostics.AddError("Moving a Bedrock "+noun, fmt.Sprintf(
				"The state of %s has no %s in %s, but %q. Remove the moved block, and import the object.",
				req.SourceTypeName, what, attribute, identifier))
		}
	}}}
}

// isAWSProvider reports whether an address is that of hashicorp/aws in any registry, or of OpenTofu's own build of it. OpenTofu before
// 1.11.12, and 1.12 before 1.12.4, does not send an address at all, but the first word of the type: that tells nothing of the provider,
// so the state has to have what identifies an object of Bedrock.
// https://github.com/opentofu/opentofu/issues/4352
func isAWSProvider(address string) bool {
	parts := strings.Split(address, "/")
	return address == "aws" ||
		len(parts) == 3 && slices.Contains([]string{"hashicorp", "opentofu"}, parts[1]) && parts[2] == "aws"
}

// Unread is the error of a plan that changes what it has moved here and not read: with -refresh=false the state has nothing to compare the
// arguments with, and something paid would be destroyed and made again that is as configured.
func Unread(noun, what string) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Planning a Bedrock "+noun, what+" was moved here and not read, so every argument looks changed. "+
		"Plan without -refresh=false: then nothing changes that is as configured.")
}
