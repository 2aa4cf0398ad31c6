// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// List is the constructor of the list resource of a value, for `terraform query`.
func List[M any, P located[M]](o *Object[M]) func() list.ListResource {
	return func() list.ListResource { return &lister[M, P]{managed[M, P]{thing: o}} }
}

// lister has the name and the provider of the resource that it lists.
type lister[M any, P located[M]] struct{ managed[M, P] }

var _ list.ListResourceWithConfigure = (*lister[Located, *Located])(nil)

func (l *lister[M, P]) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Every " + l.thing.Noun + " of a region.",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{Optional: true, MarkdownDescription: "AWS Region to list. Defaults to the provider's region."},
		},
	}
}

func (l *lister[M, P]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	summary := "Listing " + l.thing.title()
	var configured types.String
	diags := req.Config.GetAttribute(ctx, path.Root("region"), &configured)
	region, regionDiags := crud.DataRegion(ctx, l.Provider, configured)
	if diags.Append(regionDiags...); diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	client, ok := l.client(ctx, region.ValueString(), summary, "", &diags)
	if !ok {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		left := req.Limit
		for item, err := range l.thing.List(ctx, client, "") {
			if err != nil {
				push(list.ListResult{Diagnostics: diag.Diagnostics{apierr.Diagnostic(summary, "", err)}})
				return
			}
			result, present := l.result(ctx, client, req, item, region)
			if !present {
				continue
			}
			if !push(result) {
				return
			}
			if left--; left == 0 {
				return
			}
		}
	}
}

// result is one object of a list. One that was deleted meanwhile is left out.
func (l *lister[M, P]) result(
	ctx context.Context, client *bedrock.Client, req list.ListRequest, item Listed, region types.String,
) (result list.ListResult, present bool) {
	result = req.NewListResult(ctx)
	result.DisplayName = item.Name
	result.Diagnostics.Append(crud.SaveIdentity(ctx, result.Identity, item.ARN)...)
	if !req.IncludeResource {
		return result, true
	}
	state, m, diags := l.blank(ctx)
	result.Diagnostics.Append(diags...)
	_, err := l.read(ctx, client, item.ARN, m, true)
	if apierr.IsNotFound(err) {
		return result, false
	}
	if crud.Failed(&result.Diagnostics, "Reading "+l.thing.title(), item.ARN, err) {
		return result, true
	}
	l.readOutput(ctx, client, m, &result.Diagnostics)
	P(m).located().Region = region
	if l.thing.Job != nil {
		trackedOf(P(m)).fillDefaults()
	}
	P(m).located().DeletionPolicy = l.Provider.PolicyUnlessSaid(l.thing.byDefault())
	result.Diagnostics.Append(l.readTags(ctx, client, m, "")...)
	result.Diagnostics.Append(state.Set(ctx, m)...)
	*result.Resource = tfsdk.Resource(state)
	return result, true
}
