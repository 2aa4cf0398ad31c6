// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package foundationmodelavailability is the data source bedrock_foundation_model_availability: what keeps an account from a model.
package foundationmodelavailability

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

type dataSource struct {
	crud.DataSource
}

type model struct {
	Region  types.String `tfsdk:"region"`
	ModelID types.String `tfsdk:"model_id"`
	Usable  types.Bool   `tfsdk:"usable"`
	Reason  types.String `tfsdk:"reason"`
	access.Gates
}

// DataSource is the data source bedrock_foundation_model_availability.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModelAvailability.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "foundation_model_availability"}}
}

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Tells whether the account can use a foundation model, and if not, which of AWS's four gates is closed.\n\n" +
			"A closed gate is no error: `usable` and `reason` are made for `check` blocks, preconditions and postconditions, which decide " +
			"what it means.\n\n" +
			"All four gates open is what AWS can promise. It does not promise that an IAM policy or a service control policy allows " +
			"`bedrock:InvokeModel`, nor that the account has a quota for the model.",
		Attributes: map[string]schema.Attribute{
			"region":   crud.DataRegionAttribute(),
			"model_id": access.ModelIDArgument(),
			"usable":   schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether all four gates are open."},
			"reason": schemas.DataString("A sentence for each closed gate: what keeps it closed, and what opens it. Says so when all are open; " +
				"never null, so it can be an `error_message`."),
			"agreement_status": schemas.DataString("Whether the account has accepted the terms: `AVAILABLE`, `PENDING`, `NOT_AVAILABLE` or " +
				"`ERROR`. `AVAILABLE` for a model without terms."),
			"agreement_error_message":  schemas.DataString("AWS's reason when the agreement failed."),
			"authorization_status":     schemas.DataString("Whether AWS allows the account to use the model: `AUTHORIZED` or `NOT_AUTHORIZED`."),
			"entitlement_availability": schemas.DataString("Whether the account is entitled to the model: `AVAILABLE` or `NOT_AVAILABLE`."),
			"region_availability":      schemas.DataString("Whether the region has the model: `AVAILABLE` or `NOT_AVAILABLE`."),
		},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const summary = "Reading the availability of a Bedrock foundation model"
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	id, region := m.ModelID.ValueString(), m.Region.ValueString()
	if detail := access.NoModel(ctx, d.Provider.Lookup, region, id); detail != "" {
		diags.AddAttributeError(path.Root("model_id"), summary, detail)
		return
	}
	gates, err := d.Provider.Lookup.ModelAvailability(ctx, region, id)
	if crud.FailedAt(diags, path.Root("model_id"), summary, id+" in "+region, err) {
		return
	}
	m.Gates = access.FlattenGates(gates)
	closed := m.Closed(true)
	m.Usable = types.BoolValue(len(closed) == 0)
	m.Reason = types.StringValue(fmt.Sprintf("%s is open to the account in %s.", id, region))
	if len(closed) > 0 {
		m.Reason = types.StringValue(m.Explain(id, region, closed))
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}
