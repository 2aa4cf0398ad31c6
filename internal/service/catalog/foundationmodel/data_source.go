// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package foundationmodel is the data source bedrock_foundation_model: what AWS says of one model.
package foundationmodel

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/serving"
)

type dataSource struct {
	crud.DataSource
}

type model struct {
	Region  types.String `tfsdk:"region"`
	ModelID types.String `tfsdk:"model_id"`
	catalog.Facts
	InferenceOptions *inferenceOptions `tfsdk:"inference_options"`
}

// inferenceOptions is how a custom model that is made from the model can be served. AWS's API does not say it.
type inferenceOptions struct {
	OnDemand    types.Bool   `tfsdk:"on_demand"`
	Provisioned types.Bool   `tfsdk:"provisioned"`
	Source      types.String `tfsdk:"source"`
	Date        types.String `tfsdk:"date"`
}

// DataSource returns the data source bedrock_foundation_model.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "foundation_model"}}
}

// Schema describes the arguments and the facts.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	region := crud.DataRegionAttribute()
	region.MarkdownDescription = "AWS Region to read from. Defaults to the region of `model_id` where that is an ARN, else to " +
		"the provider's region."
	resp.Schema = schema.Schema{
		MarkdownDescription: "Shows one foundation model that Amazon Bedrock offers in a region: what it reads and writes, how " +
			"it can be invoked and trained, and how long it will live.\n\n" +
			"Models come and go, and differ between regions. A `check` block or a `precondition` on `model_lifecycle` tells of " +
			"a model that is about to end before the applications that use it fail.\n\n" +
			"All blocks of a configuration share one `ListFoundationModels` call per region. It needs the permission " +
			"`bedrock:ListFoundationModels`; with `bedrock:GetFoundationModel` alone, each model costs calls of its own.",
		Attributes: map[string]schema.Attribute{
			"region": region,
			"model_id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Id or ARN of the foundation model, such as `amazon.nova-lite-v1:0`, or with its context size " +
					"`amazon.nova-lite-v1:0:300k`. For an inference profile, such as `us.amazon.nova-lite-v1:0`, give the id " +
					"without the first part.",
				Validators: []validator.String{fwtypes.IsFoundationModel()},
			},
			"inference_options": schema.SingleNestedAttribute{
				Computed: true,
				MarkdownDescription: "How a custom model that is trained from this one can be served in the region; null for a model that cannot " +
					"be trained. Advice, which comes with this version of the provider: AWS's API says it only when it refuses.",
				Attributes: map[string]schema.Attribute{
					"on_demand": schema.BoolAttribute{
						Computed: true, MarkdownDescription: "Whether AWS is known to deploy it on demand, paid by the token.",
					},
					"provisioned": schema.BoolAttribute{
						Computed:            true,
						MarkdownDescription: "Whether it is served with provisioned throughput, paid by the hour, as all that can be trained are.",
					},
					"source": schemas.DataString("Where that stands."),
					"date":   schemas.DataString("As of when."),
				},
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, catalog.FactAttributes())
}

// Read finds the model in the list of its region.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	if !crud.Decode(ctx, req.Config, &m, &resp.Diagnostics) {
		return
	}
	if inARN := crud.RegionFromARN(m.ModelID.ValueString()); inARN != "" && m.Region.IsNull() {
		m.Region = types.StringValue(inARN)
	}
	if !crud.Locate(ctx, d.Provider, &m.Region, &resp.Diagnostics) {
		return
	}
	found, err := d.Provider.Lookup.FoundationModel(ctx, m.Region.ValueString(), m.ModelID.ValueString())
	if err != nil {
		resp.Diagnostics.Append(failure(m.ModelID.ValueString(), err))
		return
	}
	m.Facts = catalog.FlattenFacts(found)
	if d.isTrainable(ctx, m.Region.ValueString(), *found.ModelId) {
		m.InferenceOptions = &inferenceOptions{
			OnDemand: types.BoolValue(serving.OnDemand(*found.ModelId, m.Region.ValueString())), Provisioned: types.BoolValue(true),
			Source: types.StringValue(serving.Source), Date: types.StringValue(serving.Date),
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// isTrainable reports whether a model can be trained, itself or as one of its context sizes. Where AWS does not tell, it cannot.
func (d *dataSource) isTrainable(ctx context.Context, region, id string) bool {
	models, err := d.Provider.Lookup.FoundationModels(ctx, region)
	return err == nil && slices.ContainsFunc(models, func(m awstypes.FoundationModelSummary) bool {
		return len(m.CustomizationsSupported) > 0 && (*m.ModelId == id || strings.HasPrefix(*m.ModelId, id+":"))
	})
}

const reading = "Reading Bedrock foundation model"

func failure(id string, err error) diag.Diagnostic {
	at := path.Root("model_id")
	var absent *lookup.ModelNotFoundError
	if !errors.As(err, &absent) {
		return apierr.AttributeDiagnostic(at, reading, id, err)
	}
	return diag.NewAttributeErrorDiagnostic(at, reading, absentDetail(absent))
}

func absentDetail(absent *lookup.ModelNotFoundError) string {
	if inARN := crud.RegionFromARN(absent.Identifier); inARN != "" && inARN != absent.Region {
		return fmt.Sprintf("model_id is an ARN of %s, but region is %s. Remove region, or give the id without the ARN in front of it.",
			inARN, absent.Region)
	}
	return absent.Detail() + "\n\nThe data source bedrock_foundation_models lists all that the region has. Models differ between regions, " +
		"and disappear at the end of their life."
}
