// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package invokepolicy is the data source bedrock_invoke_policy, a policy document for who invokes models. It asks AWS nothing.
package invokepolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

const deny = "Deny"

const description = "Writes the policy document that lets an application invoke models, or forbids it.\n\n" +
	"A call through an inference profile is, for IAM, a call of the profile and of the model in the region that the profile chooses, so a " +
	"policy must name all of them; a call through a global profile has no region at all. This data source writes the statements that AWS " +
	"documents for each of these ways, with the conditions that let a model be called through its profile only.\n\n" +
	"`invoke_resource_arns` of `bedrock_invocation_target` has the ARNs of a way. A deployment, provisioned throughput or an imported model " +
	"is named by its own ARN. Converse and InvokeModel are one action of IAM; so are their streaming twins.\n\n" +
	"It needs no AWS account and no credentials."

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_invoke_policy.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "invoke_policy"}}
}

type model struct {
	InvokeResourceARNs [][]string   `tfsdk:"invoke_resource_arns"`
	Effect             types.String `tfsdk:"effect"`
	WithoutStreaming   types.Bool   `tfsdk:"without_streaming"`
	JSON               types.String `tfsdk:"json"`
}

// Schema describes the arguments and the document.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: map[string]schema.Attribute{
		"invoke_resource_arns": schema.ListAttribute{
			Required: true, ElementType: types.ListType{ElemType: types.StringType},
			MarkdownDescription: "One list for each way to invoke a model, with all ARNs that IAM looks at: a model, a deployment, provisioned " +
				"throughput or an imported model alone, or an inference profile with its model in each of its regions.",
			Validators: []validator.List{
				listvalidator.SizeAtLeast(1),
				listvalidator.ValueListsAre(listvalidator.SizeAtLeast(1), listvalidator.ValueStringsAre(fwtypes.IsARNOf("bedrock", ""))),
			},
		},
		"effect": schema.StringAttribute{
			Optional: true, MarkdownDescription: "`Allow` or `Deny`. Default `Allow`.",
			Validators: []validator.String{stringvalidator.OneOf("Allow", deny)},
		},
		"without_streaming": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to leave out the calls that answer piece by piece (`bedrock:InvokeModelWithResponseStream`). " +
				"Default `false`.",
		},
		"json": schemas.DataString("The policy document, as JSON."),
	}}
}

// Read writes the document.
func (*dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	if !crud.Decode(ctx, req.Config, &m, &resp.Diagnostics) {
		return
	}
	actions := []string{"bedrock:InvokeModel"}
	if !m.WithoutStreaming.ValueBool() {
		actions = append(actions, "bedrock:InvokeModelWithResponseStream")
	}
	var ways []jobpolicy.Invocation
	for _, arns := range m.InvokeResourceARNs {
		ways = append(ways, arns)
	}
	document, err := jobpolicy.InvokePolicy(ways, actions, m.Effect.ValueString() == deny)
	if err != nil {
		resp.Diagnostics.AddAttributeError(path.Root("invoke_resource_arns"), "Writing a policy to invoke models", err.Error()+".")
		return
	}
	m.JSON = types.StringValue(document)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
