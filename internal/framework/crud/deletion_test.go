// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

func TestPlanDeletion(t *testing.T) {
	t.Parallel()
	protected := &jobModel{DeletionPolicy: text(crud.DeletionPrevent), ARN: text(arn)}
	free := &jobModel{DeletionPolicy: text(crud.DeletionDelete), ARN: text(arn)}
	silent := &jobModel{ARN: text(arn)}
	none, prevent := &crud.ProviderData{}, &crud.ProviderData{DefaultDeletionPolicy: crud.DeletionPrevent}
	override := &crud.ProviderData{DeletionPolicyOverride: crud.DeletionDelete}
	unsaid := crud.UnsaidDeletion("The model m", "bedrock_job")
	for name, tc := range map[string]struct {
		data        *crud.ProviderData
		state, plan *jobModel
		replaces    bool
		unsaid      diag.Diagnostic
		want        string // of the error; empty for none
	}{
		"destroy":                          {none, protected, nil, false, nil, "PREVENT"},
		"replace":                          {none, protected, protected, true, nil, "PREVENT"},
		"replace, protection going":        {none, protected, free, true, nil, "PREVENT"},
		"update":                           {none, protected, protected, false, nil, ""},
		"destroy what is free":             {none, free, nil, false, nil, ""},
		"replace, protection to come":      {none, free, protected, true, nil, ""},
		"create":                           {none, nil, protected, false, nil, ""},
		"destroy, nothing in the state":    {none, silent, nil, false, nil, ""},
		"destroy, protected by default":    {prevent, silent, nil, false, nil, "PREVENT"},
		"destroy, the resource's own wins": {prevent, free, nil, false, nil, ""},
		"destroy, overridden":              {override, protected, nil, false, nil, ""},
		"destroy, unsaid":                  {none, silent, nil, false, unsaid, `deletion_policy = "DELETE"`},
		"replace, unsaid":                  {none, silent, silent, true, unsaid, `deletion_policy = "DELETE"`},
		"update, unsaid":                   {none, silent, silent, false, unsaid, ""},
		"destroy, said":                    {none, free, nil, false, unsaid, ""},
		"destroy, unsaid but overridden":   {override, silent, nil, false, unsaid, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req, resp := modifying(t, tc.plan, tc.state, tc.plan)
			if tc.replaces {
				resp.RequiresReplace = path.Paths{path.Root("region")}
			}
			crud.PlanDeletion(t.Context(), req, resp, tc.data, tc.unsaid)
			if tc.want == "" {
				if len(resp.Diagnostics) != 0 {
					t.Errorf("got %v", resp.Diagnostics)
				}
				return
			}
			if detail := detailAt(t, resp.Diagnostics, path.Root("deletion_policy")); !strings.Contains(detail, tc.want) {
				t.Errorf("got %s", detail)
			}
		})
	}
}

func TestPlanDeletion_knowsAReplacementThatTerraformAsksFor(t *testing.T) {
	t.Parallel()
	protected := &jobModel{DeletionPolicy: text(crud.DeletionPrevent), ARN: text(arn)}
	req, resp := modifying(t, protected, protected, protected)
	crud.PlanDeletion(crud.WithReplacement(t.Context(), nil), req, resp, &crud.ProviderData{}, nil)
	if !resp.Diagnostics.HasError() {
		t.Error("-replace passes by PREVENT")
	}
}

func TestPlanPolicy(t *testing.T) {
	t.Parallel()
	null, abandons := types.StringNull(), &crud.ProviderData{DefaultDeletionPolicy: crud.DeletionAbandon}
	for name, tc := range map[string]struct {
		data      *crud.ProviderData
		config    types.String
		byDefault string
		want      types.String
	}{
		"configured":                {abandons, text(crud.DeletionPrevent), crud.DeletionDelete, text(crud.DeletionPrevent)},
		"the provider's":            {abandons, null, crud.DeletionDelete, text(crud.DeletionAbandon)},
		"the type's":                {&crud.ProviderData{}, null, crud.DeletionDelete, text(crud.DeletionDelete)},
		"none":                      {&crud.ProviderData{}, null, "", null},
		"configured, but not known": {abandons, unknown, "", unknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			planned := tc.config
			if planned.IsNull() {
				planned = unknown // a computed attribute, as the framework marks it
			}
			req, resp := modifying(t, &jobModel{DeletionPolicy: tc.config}, nil, &jobModel{DeletionPolicy: planned})
			crud.PlanPolicy(t.Context(), req, resp, tc.data, tc.byDefault)
			if got := modelOf(t, resp.Plan).DeletionPolicy; resp.Diagnostics.HasError() || !got.Equal(tc.want) {
				t.Errorf("planned %s, want %s: %v", got, tc.want, resp.Diagnostics)
			}
		})
	}
}

func TestMayDelete(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		policy              types.String
		byDefault, override string
		may                 bool
		errors, warns       int
	}{
		"DELETE":                  {text(crud.DeletionDelete), "", "", true, 0, 0},
		"ABANDON":                 {text(crud.DeletionAbandon), "", "", false, 0, 1},
		"PREVENT":                 {text(crud.DeletionPrevent), "", "", false, 1, 0},
		"none":                    {types.StringNull(), "", "", true, 0, 0},
		"the provider's":          {types.StringNull(), crud.DeletionAbandon, "", false, 0, 1},
		"own before the default":  {text(crud.DeletionDelete), crud.DeletionPrevent, "", true, 0, 0},
		"overridden":              {text(crud.DeletionPrevent), crud.DeletionPrevent, crud.DeletionDelete, true, 0, 0},
		"overridden to be left":   {text(crud.DeletionDelete), "", crud.DeletionAbandon, false, 0, 1},
		"overridden to be locked": {text(crud.DeletionDelete), "", crud.DeletionPrevent, false, 1, 0},
	} {
		data := callerOf(t, "123456789012", nil)
		data.DefaultDeletionPolicy, data.DeletionPolicyOverride = tc.byDefault, tc.override
		may, diags := crud.MayDelete(t.Context(), data, tc.policy, "the model m", crud.OwnerOf(arn))
		if may != tc.may || diags.ErrorsCount() != tc.errors || diags.WarningsCount() != tc.warns {
			t.Errorf("%s: may delete %t, %v", name, may, diags)
		}
		if tc.warns == 1 && !strings.Contains(diags[0].Detail(), "the model m still exists") {
			t.Errorf("%s: %v", name, diags)
		}
	}
}

// What Delete returns from without an error is forgotten, so it needs the account that the object is in.
func TestMayDelete_onlyInTheAccountOfTheObject(t *testing.T) {
	t.Parallel()
	gov := strings.Replace(arn, ":aws:", ":aws-us-gov:", 1)
	for name, tc := range map[string]struct {
		account string
		owner   crud.Owner
		skip    bool
		want    string // of the error; empty for none
	}{
		"ours":                  {"123456789012", crud.OwnerOf(arn), false, ""},
		"no owner known":        {"210987654321", crud.Owner{}, false, ""},
		"another account":       {"210987654321", crud.OwnerOf(arn), false, "of account 123456789012"},
		"another partition":     {"123456789012", crud.OwnerOf(gov), false, "partition aws-us-gov"},
		"an account not told":   {"", crud.OwnerOf(arn), false, "could not be checked"},
		"an account not asked":  {"", crud.OwnerOf(arn), true, ""},
		"not asked, other part": {"", crud.OwnerOf(gov), true, "partition aws-us-gov"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := callerOf(t, tc.account, func(c *awsclient.Config) { c.SkipRequestingAccountID = tc.skip })
			for _, policy := range []string{crud.DeletionDelete, crud.DeletionAbandon} {
				may, diags := crud.MayDelete(t.Context(), data, text(policy), "the model m", tc.owner)
				switch {
				case tc.want == "" && (diags.HasError() || may != (policy == crud.DeletionDelete)):
					t.Errorf("%s: may delete %t, %v", policy, may, diags)
				case tc.want != "" && (may || !diags.HasError() || !strings.Contains(diags[0].Detail(), tc.want)):
					t.Errorf("%s: may delete %t, %v", policy, may, diags)
				}
			}
		})
	}
}
