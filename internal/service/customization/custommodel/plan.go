// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

// sources holds the source against the role that it needs, or must not have.
type sources struct{}

func (sources) Description(context.Context) string {
	return "One of model_source_config, which needs role_arn, and custom_model_data_source, which takes none."
}

func (s sources) MarkdownDescription(ctx context.Context) string { return s.Description(ctx) }

func (sources) ValidateResource(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var inS3, inPackage types.Object
	var role types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("model_source_config"), &inS3)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("custom_model_data_source"), &inPackage)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("role_arn"), &role)...)
	if resp.Diagnostics.HasError() || inS3.IsUnknown() || inPackage.IsUnknown() {
		return
	}
	switch {
	case !inS3.IsNull() && !inPackage.IsNull():
		resp.Diagnostics.AddAttributeError(path.Root("model_source_config"), summary, oneSource)
	case role.IsUnknown():
	case !inS3.IsNull() && role.IsNull():
		resp.Diagnostics.AddAttributeError(path.Root("role_arn"), summary,
			"Artefacts in S3 are read with a role: write role_arn, of a role that Bedrock may assume and that may read them.")
	case !inPackage.IsNull() && !role.IsNull():
		resp.Diagnostics.AddAttributeError(path.Root("role_arn"), summary,
			"AWS takes no role with a model package: remove role_arn. The package has its own access to the artefacts.")
	}
}

const (
	summary   = "Invalid source of a custom model"
	oneSource = "Write exactly one of model_source_config, for artefacts in S3, and custom_model_data_source, for a model package of " +
		"SageMaker AI."
	noTraining = "This resource does not train. For that, write in its place:\n\n" + training
)

// checkSource wants a source of a model that is about to be made; of one that was imported, AWS does not tell it.
func checkSource(ctx context.Context, p *lifecycle.Plan[model]) {
	if p.Creates() && p.Now.ModelSourceConfig == nil && p.Now.CustomModelDataSource == nil &&
		!p.IsUnknown(ctx, "model_source_config") && !p.IsUnknown(ctx, "custom_model_data_source") {
		p.AddAttributeError(path.Root("model_source_config"), summary, oneSource+"\n\n"+noTraining)
		return
	}
	checkFiles(ctx, p)
}

// checkFiles looks for the artefacts of a model that is about to be made. Something else in the same apply may upload them.
func checkFiles(ctx context.Context, p *lifecycle.Plan[model]) {
	source := p.Now.ModelSourceConfig
	if !p.Creates() || p.Region == "" || source == nil || source.S3 == nil {
		return
	}
	store, err := p.Objects(ctx)
	if err != nil {
		return // the create says so
	}
	if problem := customization.MissingFiles(ctx, store, source.S3.S3URI.ValueString()); problem != "" {
		p.AddAttributeWarning(path.Root("model_source_config").AtName("s3_data_source").AtName("s3_uri"),
			"Making a model of files that are not there",
			problem+" Unless this apply uploads them first, AWS will make a model that is Failed.")
	}
}
