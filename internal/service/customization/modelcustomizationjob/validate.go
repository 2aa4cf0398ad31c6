// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"
	"fmt"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// typeNeedsConfig couples a customization type with the member of customization_config that goes with it.
type typeNeedsConfig struct {
	customizationType awstypes.CustomizationType
	member            string
}

func (v typeNeedsConfig) Description(context.Context) string {
	return fmt.Sprintf("customization_type %s needs customization_config.%s, and only it", v.customizationType, v.member)
}

func (v typeNeedsConfig) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v typeNeedsConfig) ValidateResource(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var kind types.String
	var config, member types.Object
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("customization_type"), &kind)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("customization_config"), &config)...)
	if resp.Diagnostics.HasError() || kind.IsUnknown() || config.IsUnknown() {
		return
	}
	at := path.Root("customization_config").AtName(v.member)
	if !config.IsNull() {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, at, &member)...)
	}
	given := !isAbsent(config) && !isAbsent(member)
	wanted := kind.ValueString() == string(v.customizationType)
	switch {
	case wanted && !given && !member.IsUnknown():
		resp.Diagnostics.AddAttributeError(path.Root("customization_config"), "Missing settings of the training",
			v.Description(ctx)+". Add them.")
	case given && !wanted:
		resp.Diagnostics.AddAttributeError(at, "Settings of another kind of training",
			fmt.Sprintf("%s. Set customization_type = %q, or remove %s.", v.Description(ctx), v.customizationType, v.member))
	}
}

func isAbsent(v attr.Value) bool { return v.IsNull() || v.IsUnknown() }
