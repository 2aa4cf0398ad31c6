// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
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
	whole.Statement = wiring.Without(whole.Statement, ours.Statement)
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
func additionalPolicy() validator.String {
	return wiring.AdditionalPolicy{Summary: "Invalid policy", Refuse: func(statement wiring.AdditionalStatement) string {
		if statement.Principal != nil || statement.NotPrincipal != nil {
			return "the policy of a role names no Principal; the role is the principal"
		}
		return ""
	}}
}
