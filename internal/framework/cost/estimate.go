// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package cost is what the plan of a resource knows of its price: an estimate that the configuration gives it, and the ceiling of the
// provider that it is held against. No resource looks a price up: a figure that changed between plan and apply would break the apply.
package cost

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// Argument is what every resource calls its estimate.
const Argument = "cost_estimate"

// Estimate is what an object costs. An amount that is null is not known.
type Estimate struct {
	OneTime  types.String `tfsdk:"one_time"`
	Monthly  types.String `tfsdk:"monthly"`
	Currency types.String `tfsdk:"currency"`
	Formula  types.String `tfsdk:"formula"`
}

// Shown are the descriptions of an estimate.
func shown() map[string]string {
	return map[string]string{
		"one_time": "What is paid once, as a decimal number; `\"0\"` for nothing, null where it is not known.",
		"monthly":  "What is paid every month for as long as it exists; `\"0\"` for nothing, null where it is not known.",
		"currency": "Currency of the amounts, such as `USD`.",
		"formula":  "Where the amounts come from, in words.",
	}
}

// Attribute is the argument of a resource.
func Attribute() schema.Attribute {
	texts := shown()
	amount := func(name string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: texts[name], Validators: []validator.String{IsAmount()}}
	}
	return schema.SingleNestedAttribute{
		Optional: true,
		MarkdownDescription: "What this costs, as `cost_estimate` of `bedrock_customization_cost` or `bedrock_evaluation_cost` has it, or as " +
			"you estimate it yourself. The plan shows it, and `cost_ceiling` of the provider refuses to create what costs more. It is not sent to " +
			"AWS, and stays as it was when the object was created: a new price is no change.",
		PlanModifiers: []planmodifier.Object{frozen{}},
		Attributes: map[string]schema.Attribute{
			"one_time": amount("one_time"), "monthly": amount("monthly"),
			"currency": schema.StringAttribute{
				Required: true, MarkdownDescription: texts["currency"], Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"formula": schema.StringAttribute{Optional: true, MarkdownDescription: texts["formula"]},
		},
	}
}

// DataAttribute is the estimate as a data source gives it out: what the argument takes.
func DataAttribute(description string) datasource.Attribute {
	attributes := map[string]datasource.Attribute{}
	for name, text := range shown() {
		attributes[name] = datasource.StringAttribute{Computed: true, MarkdownDescription: text}
	}
	return datasource.SingleNestedAttribute{Computed: true, MarkdownDescription: description, Attributes: attributes}
}

// IsAmount checks for an amount of money.
func IsAmount() validator.String {
	return fwtypes.Rule("Invalid amount", "must be a decimal number such as 12.50, without a sign, an exponent or a currency",
		func(text string) bool {
			_, ok := pricelist.Exact(text)
			return ok
		})
}

// frozen keeps the estimate that an object was created with.
type frozen struct{}

func (frozen) Description(context.Context) string {
	return "The estimate stays as it was when the object was created."
}

func (f frozen) MarkdownDescription(ctx context.Context) string { return f.Description(ctx) }

func (frozen) PlanModifyObject(_ context.Context, req planmodifier.ObjectRequest, resp *planmodifier.ObjectResponse) {
	if !req.State.Raw.IsNull() && !req.StateValue.IsNull() && !req.ConfigValue.IsNull() {
		resp.PlanValue = req.StateValue
	}
}

// known is an amount of an estimate; false where it is not known.
func known(v types.String) (amount string, ok bool) {
	if v.IsNull() || v.IsUnknown() {
		return "", false
	}
	return v.ValueString(), true
}

func (e *Estimate) way() string {
	if text := e.Formula.ValueString(); text != "" {
		return fmt.Sprintf(" It comes from: %s.", text)
	}
	return ""
}
