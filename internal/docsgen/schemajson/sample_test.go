// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package schemajson_test

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// sampleProvider has one of everything a schema can hold.
type sampleProvider struct{ provider.Provider }

func newSampleProvider() provider.Provider { return sampleProvider{} }

func (sampleProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "sample"
}

func (sampleProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerschema.Schema{
		MarkdownDescription: "A *sample*.",
		Attributes: map[string]providerschema.Attribute{
			"region": providerschema.StringAttribute{Optional: true, Description: "Plain text."},
			"token":  providerschema.StringAttribute{Optional: true, Sensitive: true},
		},
		Blocks: map[string]providerschema.Block{
			"assume_role": providerschema.ListNestedBlock{
				MarkdownDescription: "Roles, in turn.",
				NestedObject: providerschema.NestedBlockObject{
					Attributes: map[string]providerschema.Attribute{"role_arn": providerschema.StringAttribute{Required: true}},
				},
			},
			"endpoints": providerschema.SetNestedBlock{},
		},
	}
}

func (sampleProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return sampleResource{} }}
}

func (sampleProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return sampleDataSource{} }}
}

type sampleResource struct{ resource.Resource }

func (sampleResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "sample_thing"
}

func (sampleResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"arn":    identityschema.StringAttribute{RequiredForImport: true, Description: "Where it is."},
		"region": identityschema.StringAttribute{OptionalForImport: true},
	}}
}

func (sampleResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		Version:             3,
		MarkdownDescription: "One thing.\n\nWith a caveat.",
		DeprecationMessage:  "Use another thing.",
		Attributes: map[string]schema.Attribute{
			"arn":     schema.StringAttribute{Computed: true},
			"name":    schema.StringAttribute{Required: true, MarkdownDescription: "`[a-z]+`"},
			"policy":  schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("DELETE")},
			"secret":  schema.StringAttribute{Optional: true, WriteOnly: true},
			"old":     schema.BoolAttribute{Optional: true, DeprecationMessage: "Use name."},
			"count_":  schema.Int64Attribute{Computed: true},
			"weights": schema.ListAttribute{Optional: true, ElementType: types.Float64Type},
			"tags":    schema.MapAttribute{Optional: true, ElementType: types.StringType},
			"any":     schema.DynamicAttribute{Optional: true},
			"object": schema.ObjectAttribute{Computed: true, AttributeTypes: map[string]attr.Type{
				"a": types.StringType, "b": types.SetType{ElemType: types.BoolType},
			}},
			"config": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "Nested.",
				Attributes: map[string]schema.Attribute{
					"buckets": schema.MapNestedAttribute{Required: true, NestedObject: schema.NestedAttributeObject{
						Attributes: map[string]schema.Attribute{"s3_uri": schema.StringAttribute{Required: true}},
					}},
					"rules": schema.SetNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{
						Attributes: map[string]schema.Attribute{"id": schema.NumberAttribute{Computed: true}},
					}},
				},
			},
		},
		Blocks: map[string]schema.Block{
			"timeouts": schema.SingleNestedBlock{Attributes: map[string]schema.Attribute{
				"create": schema.StringAttribute{Optional: true},
			}},
		},
	}
}

type sampleDataSource struct{ datasource.DataSource }

func (sampleDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "sample_things"
}

func (sampleDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = dataschema.Schema{
		Description: "All things.",
		Attributes: map[string]dataschema.Attribute{
			"names": dataschema.ListAttribute{Computed: true, ElementType: types.StringType},
		},
	}
}
