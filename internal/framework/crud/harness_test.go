// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

const arn = "arn:aws:bedrock:us-east-1:123456789012:model-customization-job/m/abcdefghijkl"

// jobSchema is a resource with everything that the functions of this package look at.
func jobSchema() schema.Schema {
	return schema.Schema{Attributes: map[string]schema.Attribute{
		"region":           crud.RegionAttribute(),
		"wait_for":         crud.WaitForAttribute(crud.WaitCreated, crud.WaitCreated, crud.WaitCompleted),
		"deletion_policy":  crud.DeletionPolicyAttribute("the job", crud.DeletionDelete),
		"arn":              schema.StringAttribute{Computed: true},
		"status":           schema.StringAttribute{Computed: true},
		"end_time":         schema.StringAttribute{Computed: true},
		"output_model_arn": schema.StringAttribute{Computed: true},
		"metrics": schema.SingleNestedAttribute{Computed: true, Attributes: map[string]schema.Attribute{
			"loss": schema.StringAttribute{Computed: true}, "perplexity": schema.StringAttribute{Computed: true},
		}},
	}}
}

type metricsModel struct {
	Loss       types.String `tfsdk:"loss"`
	Perplexity types.String `tfsdk:"perplexity"`
}

type jobModel struct {
	Region         types.String  `tfsdk:"region"`
	WaitFor        types.String  `tfsdk:"wait_for"`
	DeletionPolicy types.String  `tfsdk:"deletion_policy"`
	ARN            types.String  `tfsdk:"arn"`
	Status         types.String  `tfsdk:"status"`
	EndTime        types.String  `tfsdk:"end_time"`
	OutputModelARN types.String  `tfsdk:"output_model_arn"`
	Metrics        *metricsModel `tfsdk:"metrics"`
}

func text(s string) types.String { return types.StringValue(s) }

var unknown = types.StringUnknown()

// raw is a model as Terraform sees it; nil for no object. The zero value of a member is null.
func raw(t *testing.T, m *jobModel) tftypes.Value {
	t.Helper()
	s := jobSchema()
	state := tfsdk.State{Schema: s, Raw: tftypes.NewValue(s.Type().TerraformType(t.Context()), nil)}
	if m != nil {
		if diags := state.Set(t.Context(), m); diags.HasError() {
			t.Fatal(diags)
		}
	}
	return state.Raw
}

func stateOf(t *testing.T, m *jobModel) tfsdk.State {
	t.Helper()
	return tfsdk.State{Schema: jobSchema(), Raw: raw(t, m)}
}

func planOf(t *testing.T, m *jobModel) tfsdk.Plan {
	t.Helper()
	return tfsdk.Plan{Schema: jobSchema(), Raw: raw(t, m)}
}

func modelOf(t *testing.T, source interface {
	Get(ctx context.Context, target any) diag.Diagnostics
},
) jobModel {
	t.Helper()
	var m jobModel
	if diags := source.Get(t.Context(), &m); diags.HasError() {
		t.Fatal(diags)
	}
	return m
}

func emptyIdentity(t *testing.T) *tfsdk.ResourceIdentity {
	t.Helper()
	s := crud.ARNIdentitySchema()
	return &tfsdk.ResourceIdentity{Schema: s, Raw: tftypes.NewValue(s.Type().TerraformType(t.Context()), nil)}
}

func identityARN(t *testing.T, identity *tfsdk.ResourceIdentity) string {
	t.Helper()
	var stored types.String
	if diags := identity.GetAttribute(t.Context(), path.Root("arn"), &stored); diags.HasError() {
		t.Fatal(diags)
	}
	return stored.ValueString()
}

func modifying(t *testing.T, config, state, plan *jobModel) (resource.ModifyPlanRequest, *resource.ModifyPlanResponse) {
	t.Helper()
	req := resource.ModifyPlanRequest{
		Config: tfsdk.Config{Schema: jobSchema(), Raw: raw(t, config)}, State: stateOf(t, state), Plan: planOf(t, plan),
	}
	return req, &resource.ModifyPlanResponse{Plan: req.Plan}
}
