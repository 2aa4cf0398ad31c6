// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package crud is the lifecycle that every resource shares: plain functions and small embeddables, no base class. What
// they must add up to is written down once, as the conformance suite.
package crud

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Resource is embedded by every resource: a checked Configure, and its name.
type Resource struct {
	// Type is the name of the type without the provider's, such as dataset.
	Type string
	// Provider is nil until Configure, as it is while Terraform only validates.
	Provider *ProviderData
}

// Configure stores what the provider hands out.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.Provider = providerData(req.ProviderData, &resp.Diagnostics)
}

// Metadata names the resource.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.Type
}

// ByARN is embedded by the resources that an ARN identifies.
type ByARN struct{}

// IdentitySchema is the ARN.
func (ByARN) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = ARNIdentitySchema()
}

// DataSource is embedded by every data source: a checked Configure, and its name.
type DataSource struct {
	// Type is the name of the type without the provider's, such as custom_model.
	Type string
	// Provider is nil until Configure, as it is while Terraform only validates.
	Provider *ProviderData
}

// Configure stores what the provider hands out.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.Provider = providerData(req.ProviderData, &resp.Diagnostics)
}

// Metadata names the data source.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.Type
}

func providerData(handed any, diags *diag.Diagnostics) *ProviderData {
	if handed == nil {
		return nil
	}
	data, ok := handed.(*ProviderData)
	if !ok {
		diags.AddError("Configuring a Bedrock resource",
			fmt.Sprintf("The provider handed out %T. This is a bug in the provider, please report it.", handed))
	}
	return data
}
