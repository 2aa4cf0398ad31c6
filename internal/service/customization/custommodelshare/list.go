// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshare

import (
	"context"
	"errors"
	"iter"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// List returns the list resource, for `terraform query`.
func List() list.ListResource {
	return &lister{managed{Resource: crud.Resource{Type: "custom_model_share"}}}
}

// lister has the name and the provider of the resource that it lists.
type lister struct{ managed }

var _ list.ListResourceWithConfigure = (*lister)(nil)

func (l *lister) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Every " + noun + " of a region.",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{Optional: true, MarkdownDescription: "AWS Region to list. Defaults to the provider's region."},
		},
	}
}

func (l *lister) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	const summary = "Listing Bedrock " + noun
	var configured types.String
	diags := req.Config.GetAttribute(ctx, path.Root("region"), &configured)
	region, regionDiags := crud.DataRegion(ctx, l.Provider, configured)
	if diags.Append(regionDiags...); diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	client, err := l.Provider.Clients.RAM(ctx, region.ValueString())
	if crud.Failed(&diags, summary, "", err) {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		left := req.Limit
		for one, err := range shares(ctx, client) {
			if err != nil {
				push(list.ListResult{Diagnostics: diag.Diagnostics{apierr.Diagnostic(summary, "", err)}})
				return
			}
			result, present := l.result(ctx, client, req, one)
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

// shares are those of the caller that exist. What they share is read one by one.
func shares(ctx context.Context, client *ram.Client) iter.Seq2[ramtypes.ResourceShare, error] {
	return awsclient.Pages(func(token *string) ([]ramtypes.ResourceShare, *string, error) {
		out, err := client.GetResourceShares(ctx, &ram.GetResourceSharesInput{
			ResourceOwner: ramtypes.ResourceOwnerSelf, ResourceShareStatus: ramtypes.ResourceShareStatusActive, NextToken: token,
		})
		if err != nil {
			return nil, nil, err
		}
		return out.ResourceShares, out.NextToken, nil
	})
}

// result is one share of a list. One that was deleted meanwhile is left out, and one of anything but one custom model.
func (l *lister) result(
	ctx context.Context, client *ram.Client, req list.ListRequest, one ramtypes.ResourceShare,
) (result list.ListResult, present bool) {
	arn := aws.ToString(one.ResourceShareArn)
	result = req.NewListResult(ctx)
	result.DisplayName = aws.ToString(one.Name)
	result.Diagnostics.Append(crud.SaveIdentity(ctx, result.Identity, arn)...)
	f, err := find(ctx, client, arn)
	if apierr.IsNotFound(err) || errors.Is(err, crud.ErrGone) {
		return result, false
	}
	if crud.Failed(&result.Diagnostics, reading, arn, err) {
		return result, true
	}
	state, m, diags := l.blank(ctx)
	if result.Diagnostics.Append(diags...); diags.HasError() {
		return result, true
	}
	m.flatten(f, l.Provider)
	if !strings.Contains(m.ModelARN.ValueString(), ":custom-model/") {
		return result, false
	}
	if !req.IncludeResource {
		return result, true
	}
	permission, err := permissionOf(ctx, client, arn)
	if crud.Failed(&result.Diagnostics, reading, arn, err) {
		return result, true
	}
	m.PermissionARN, m.Region = types.StringValue(permission), types.StringValue(crud.RegionFromARN(arn))
	m.DeletionPolicy = l.Provider.PolicyUnlessSaid(crud.DeletionDelete)
	result.Diagnostics.Append(state.Set(ctx, m)...)
	*result.Resource = tfsdk.Resource(state)
	return result, true
}

// blank is a state and a model in which every attribute is null, which is not what a model's zero value is.
func (r *managed) blank(ctx context.Context) (tfsdk.State, *model, diag.Diagnostics) {
	var s resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &s)
	object, _ := s.Schema.Type().TerraformType(ctx).(tftypes.Object)
	nulls := make(map[string]tftypes.Value, len(object.AttributeTypes))
	for name, t := range object.AttributeTypes {
		nulls[name] = tftypes.NewValue(t, nil)
	}
	state := tfsdk.State{Schema: s.Schema, Raw: tftypes.NewValue(object, nulls)}
	m := new(model)
	return state, m, state.Get(ctx, m)
}
