// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// ValidateConfig checks what no single argument shows. It looks at the configuration and the environment only.
func (p *bedrockProvider) ValidateConfig(ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	var model configModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}
	validateRegion(&model, &resp.Diagnostics)
	validateAssumeRoles(model.AssumeRole, &resp.Diagnostics)
	validateWebIdentity(model.AssumeRoleWithWebIdentity, &resp.Diagnostics)
	warnProxy(&model, &resp.Diagnostics)
	warnEndpoints(model.Endpoints, &resp.Diagnostics)
	if v := model.TagPolicyCompliance.ValueString(); v == "error" || v == "warning" {
		resp.Diagnostics.AddAttributeWarning(path.Root("tag_policy_compliance"), "Tag policy is not checked at plan",
			"This provider does not read the tag policy of your organization. Where AWS enforces it, apply shows AWS's error.")
	}
}

func validateRegion(m *configModel, diags *diag.Diagnostics) {
	if m.Region.ValueString() == "" || m.SkipRegionValidation.IsUnknown() || m.SkipRegionValidation.ValueBool() {
		return
	}
	if err := awsclient.CheckRegion(m.Region.ValueString()); err != nil {
		diags.AddAttributeError(path.Root("region"), "Unknown AWS region", sentence(err))
	}
}

// validateAssumeRoles allows a block without role_arn only if it is empty, as modules produce it.
func validateAssumeRoles(blocks types.List, diags *diag.Diagnostics) {
	for i, block := range blocks.Elements() {
		role, ok := block.(types.Object)
		if !ok || role.IsUnknown() || isSet(role, "role_arn") {
			continue
		}
		at := path.Root("assume_role").AtListIndex(i)
		if anySet(role) {
			diags.AddAttributeError(at.AtName("role_arn"), "Missing role to assume",
				"This assume_role block has settings but no role_arn. Set it to the ARN of the role, or remove the block.")
			continue
		}
		diags.AddAttributeWarning(at, "Empty assume_role block", "The block has no role_arn, so no role is assumed. Remove it.")
	}
}

func validateWebIdentity(blocks types.List, diags *diag.Diagnostics) {
	for i, block := range blocks.Elements() {
		role, ok := block.(types.Object)
		if !ok || role.IsUnknown() {
			continue
		}
		at := path.Root("assume_role_with_web_identity").AtListIndex(i)
		if !isSet(role, "role_arn") && os.Getenv("AWS_ROLE_ARN") == "" {
			diags.AddAttributeError(at.AtName("role_arn"), "Missing role to assume",
				"Set role_arn to the ARN of the role, or set the environment variable AWS_ROLE_ARN.")
		}
		if !isSet(role, "web_identity_token") && !isSet(role, "web_identity_token_file") &&
			os.Getenv("AWS_WEB_IDENTITY_TOKEN_FILE") == "" {
			diags.AddAttributeError(at, "Missing web identity token",
				"Set web_identity_token or web_identity_token_file, or set the environment variable AWS_WEB_IDENTITY_TOKEN_FILE.")
		}
	}
}

// isSet reports whether an attribute has a value, known yet or not.
func isSet(o types.Object, name string) bool {
	v, ok := o.Attributes()[name]
	return ok && !v.IsNull() && !v.Equal(types.StringValue(""))
}

func anySet(o types.Object) bool {
	for _, v := range o.Attributes() {
		if !v.IsNull() {
			return true
		}
	}
	return false
}

func warnProxy(m *configModel, diags *diag.Diagnostics) {
	if m.HTTPProxy.ValueString() == "" || !m.HTTPSProxy.IsNull() || os.Getenv("HTTPS_PROXY") != "" || os.Getenv("https_proxy") != "" {
		return
	}
	diags.AddAttributeWarning(path.Root("http_proxy"), "HTTP proxy is used for HTTPS too",
		"http_proxy is set and https_proxy is not, so calls over HTTPS go through the same proxy. "+
			"Set https_proxy to the same URL to say that you mean it, or to \"\" for no proxy.")
}

func warnEndpoints(blocks types.List, diags *diag.Diagnostics) {
	var foreign []string
	own := ownEndpointNames()
	for _, element := range blocks.Elements() {
		block, ok := element.(types.Object)
		if !ok {
			continue
		}
		for name, value := range block.Attributes() {
			if !isNullOrEmpty(value) && !slices.Contains(own, name) && !slices.Contains(foreign, name) {
				foreign = append(foreign, name)
			}
		}
	}
	if len(foreign) == 0 {
		return
	}
	slices.Sort(foreign)
	diags.AddAttributeWarning(path.Root("endpoints"), "Endpoints that are not used",
		fmt.Sprintf("This provider calls %s; it never calls %s. These endpoints change nothing and can be removed.",
			strings.Join(ownEndpointNames(), ", "), strings.Join(foreign, ", ")))
}

func isNullOrEmpty(v attr.Value) bool { return v.IsNull() || v.Equal(types.StringValue("")) }

// sentence makes an error the detail of a diagnostic.
func sentence(err error) string {
	s := err.Error()
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
