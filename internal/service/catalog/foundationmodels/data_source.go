// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package foundationmodels is the data source bedrock_foundation_models: the models of a region, through filters.
package foundationmodels

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog"
)

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_foundation_models.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "foundation_models"}}
}

// Schema describes the filters and the list.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	summary := catalog.FactAttributes()
	summary["model_id"] = schemas.DataString("Id of the model.")
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the foundation models that Amazon Bedrock offers in a region, all or those that pass every " +
			"filter.\n\n" +
			"A filter that nothing passes gives an empty list and no error, with a warning where no model of the region has the " +
			"value, which names those that there are. Where a " +
			"configuration depends on a model, say so with a `postcondition`. Upper and lower case are the same to all filters.\n\n" +
			"All blocks of a configuration share one `ListFoundationModels` call per region, whatever their filters.",
		Attributes: map[string]schema.Attribute{
			"region":      crud.DataRegionAttribute(),
			"by_provider": filter("Only models of this provider, by its full name, such as `Amazon` or `Mistral AI`."),
			"by_customization_type": filter("Only models that can be trained in this way: `FINE_TUNING`, " +
				"`CONTINUED_PRE_TRAINING` or `DISTILLATION`."),
			"by_input_modality":  filter("Only models that read this: `TEXT`, `IMAGE`, `VIDEO`, `SPEECH` and others."),
			"by_output_modality": filter("Only models that write this: `TEXT`, `IMAGE`, `EMBEDDING` and others."),
			"by_inference_type": filter("Only models that can be invoked in this way: `ON_DEMAND`, `PROVISIONED` or " +
				"`INFERENCE_PROFILE`."),
			"by_lifecycle_status": filter("Only models in this part of their life: `ACTIVE` or `LEGACY`."),
			"by_model_name": filter("Only models with this name, as the console shows it, with or without the provider in front, such as " +
				"`Nova Lite` or `Amazon Nova Lite`."),
			"providers": schema.ListAttribute{
				Computed:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "Who made the models, each once, in alphabetical order.",
			},
			"legacy_models": schema.MapAttribute{
				Computed:    true,
				ElementType: types.StringType,
				MarkdownDescription: "The models that are `LEGACY`, by id, and when each stops answering (RFC 3339); null where AWS has not " +
					"published it.",
			},
			"model_ids": schema.ListAttribute{
				Computed:            true,
				ElementType:         types.StringType,
				MarkdownDescription: "Ids of the models, in alphabetical order.",
			},
			"model_summaries": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The models, in the order of `model_ids`.",
				NestedObject:        schema.NestedAttributeObject{Attributes: summary},
			},
		},
	}
}

func filter(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: description}
}

// Read filters the list of the region.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	models, err := d.Provider.Lookup.FoundationModels(ctx, m.Region.ValueString())
	if crud.Failed(diags, "Listing Bedrock foundation models", m.Region.ValueString(), err) {
		return
	}
	diags.Append(m.doubts(models)...)
	m.ModelSummaries = flattenSummaries(m.apply(models))
	m.summarize()
	diags.Append(resp.State.Set(ctx, &m)...)
}
