// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// withAdditional is a policy with the statements of another after its own.
func withAdditional(permissions, additional string) (string, error) {
	if additional == "" {
		return permissions, nil
	}
	whole, err := wiring.ParsePolicy(permissions)
	if err != nil {
		return "", err
	}
	more, err := wiring.ParsePolicy(additional)
	if err != nil {
		return "", fmt.Errorf("additional_policy_json: %w", err)
	}
	sids := sidsOf(whole)
	for _, sid := range sidsOf(more) {
		if sid != "" && slices.Contains(sids, sid) {
			return "", fmt.Errorf("additional_policy_json: the Sid %s is that of a statement which the role has anyway", sid)
		}
	}
	whole.Statement = append(whole.Statement, more.Statement...)
	text, err := whole.Encode()
	if size := utf8.RuneCountInString(text); err == nil && size > jobpolicy.MaxInlinePolicyCharacters {
		err = fmt.Errorf("%w: %d characters of %d, with additional_policy_json; attach a managed policy instead",
			jobpolicy.ErrTooLarge, size, jobpolicy.MaxInlinePolicyCharacters)
	}
	return text, err
}

// additionalTo are the statements of a policy that another has not, as the argument takes them; empty when there are none.
func additionalTo(derived, policy string) (string, error) {
	whole, err := wiring.ParsePolicy(policy)
	if err != nil {
		return "", err
	}
	ours, err := wiring.ParsePolicy(derived)
	if err != nil {
		return "", err
	}
	whole.Statement = slices.DeleteFunc(whole.Statement, func(statement json.RawMessage) bool {
		return slices.ContainsFunc(ours.Statement, func(other json.RawMessage) bool { return wiring.SameStatement(statement, other) })
	})
	if len(whole.Statement) == 0 {
		return "", nil
	}
	return whole.Encode()
}

func sidsOf(document wiring.PolicyDocument) (sids []string) {
	for _, statement := range document.Statement {
		var named struct{ Sid string }
		if json.Unmarshal(statement, &named) == nil {
			sids = append(sids, named.Sid)
		}
	}
	return sids
}

// additionalPolicy checks statements for what IAM would refuse in the policy of a role.
type additionalPolicy struct{}

func (additionalPolicy) Description(context.Context) string {
	return "must be a policy document, as JSON"
}

func (v additionalPolicy) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (additionalPolicy) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := checkAdditional(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid policy", err.Error()+".")
	}
}

// checkAdditional says why statements cannot be added to the policy of a role; nil when they can.
func checkAdditional(text string) error {
	document, err := wiring.ParsePolicy(text)
	if err != nil {
		return err
	}
	if document.Version != "" && document.Version != wiring.PolicyVersion {
		return fmt.Errorf("the policy language must be of version %s, not %q", wiring.PolicyVersion, document.Version)
	}
	for i, raw := range document.Statement {
		var statement struct {
			Effect                  string
			Principal, NotPrincipal json.RawMessage
		}
		if err := json.Unmarshal(raw, &statement); err != nil {
			return fmt.Errorf("statement %d: %w", i+1, err)
		}
		switch {
		case statement.Effect != "Allow" && statement.Effect != "Deny":
			return fmt.Errorf("statement %d: Effect must be Allow or Deny", i+1)
		case statement.Principal != nil || statement.NotPrincipal != nil:
			return fmt.Errorf("statement %d: the policy of a role names no Principal; the role is the principal", i+1)
		}
	}
	return nil
}
