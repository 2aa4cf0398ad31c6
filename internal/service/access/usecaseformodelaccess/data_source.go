// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

type dataSource struct {
	crud.DataSource
}

type dataModel struct {
	Region          types.String `tfsdk:"region"`
	IncludeFormData types.Bool   `tfsdk:"include_form_data"`
	Submitted       types.Bool   `tfsdk:"submitted"`
	FormSHA256      types.String `tfsdk:"form_sha256"`
	FormData        types.Object `tfsdk:"form_data"`
}

// DataSource is the data source bedrock_use_case_for_model_access.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetUseCaseForModelAccess.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "use_case_for_model_access"}}
}

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{}
	for argument, description := range map[string]string{
		"company_name": "Name of the company.", "company_website": "Its website.",
		"intended_users":        "Who uses what is built: `0` employees, `1` customers, `2` both.",
		"industry_option":       "Industry.",
		"other_industry_option": "Which industry, where `industry_option` is `Other`; empty otherwise.",
		"use_cases":             "What the models are used for.",
	} {
		attributes[argument] = schemas.DataString(description)
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Tells whether the account has handed in the use-case form, or inherits that of its AWS organization.\n\n" +
			"What the form says is company data, and what a data source reads is in the state. So it is left out unless " +
			"`include_form_data` asks for it.",
		Attributes: map[string]schema.Attribute{
			"region": crud.DataRegionAttribute(),
			"include_form_data": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether to read what the form says, into the state. Default `false`.",
			},
			"submitted":   schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether AWS has a form."},
			"form_sha256": schemas.DataString("SHA-256 of the form, in hex, as the resource has it; null without a form."),
			"form_data": schema.SingleNestedAttribute{
				Computed: true, Sensitive: true, Attributes: attributes,
				MarkdownDescription: "What the form says; null unless `include_form_data` is `true`.",
			},
		},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m dataModel
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	_, form, err := find(ctx, d.Provider, m.Region.ValueString())
	if crud.Failed(diags, reading, "", err) {
		return
	}
	m.Submitted, m.FormData = types.BoolValue(form != nil), flattenForm(nil)
	if form != nil {
		m.FormSHA256 = types.StringValue(form.Sum())
		if m.IncludeFormData.ValueBool() {
			m.FormData = flattenForm(form)
		}
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}
