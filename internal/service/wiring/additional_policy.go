// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// AdditionalPolicy checks a policy document whose statements are to stand beside those of a role or a bucket.
type AdditionalPolicy struct {
	Summary string // of the diagnostic
	// Refuse is what is wrong with a statement there, besides what is wrong everywhere; empty for nothing.
	Refuse func(AdditionalStatement) string
}

// AdditionalStatement is what AdditionalPolicy looks at in a statement.
type AdditionalStatement struct {
	Sid, Effect             string
	Principal, NotPrincipal json.RawMessage
}

// Description implements validator.Describer.
func (AdditionalPolicy) Description(context.Context) string {
	return "must be a policy document, as JSON"
}

// MarkdownDescription implements validator.Describer.
func (v AdditionalPolicy) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString implements validator.String.
func (v AdditionalPolicy) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := v.check(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, v.Summary, err.Error()+".")
	}
}

func (v AdditionalPolicy) check(text string) error {
	document, err := ParseAdditional(text)
	if err != nil {
		return err
	}
	for i, raw := range document.Statement {
		var statement AdditionalStatement
		if err := json.Unmarshal(raw, &statement); err != nil {
			return fmt.Errorf("statement %d: %w", i+1, err)
		}
		if statement.Effect != "Allow" && statement.Effect != "Deny" {
			return fmt.Errorf("statement %d: Effect must be Allow or Deny", i+1)
		}
		if fault := v.Refuse(statement); fault != "" {
			return fmt.Errorf("statement %d: %s", i+1, fault)
		}
	}
	return nil
}

// ParseAdditional reads a policy document whose statements are to become part of one of ours.
func ParseAdditional(text string) (PolicyDocument, error) {
	document, err := ParsePolicy(text)
	if err == nil && document.Version != "" && document.Version != PolicyVersion {
		return PolicyDocument{}, fmt.Errorf("the policy language must be of version %s, not %q", PolicyVersion, document.Version)
	}
	return document, err
}
