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
	validateKeys(&model, &resp.Diagnostics)
	warnAssumeRoles(model.AssumeRole, &resp.Diagnostics)
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

// validateKeys refuses keys that lack their other half.
func validateKeys(m *configModel, diags *diag.Diagnostics) {
	missing := func(argument string, value types.String, needs string, needed types.String) {
		if !isNullOrEmpty(value) && isNullOrEmpty(needed) {
			diags.AddAttributeError(path.Root(argument), "Incomplete AWS keys", fmt.Sprintf("%s is set, so %s must be set too.", argument, needs))
		}
	}
	missing("access_key", m.AccessKey, "secret_key", m.SecretKey)
	missing("secret_key", m.SecretKey, "access_key", m.AccessKey)
	missing("token", m.Token, "access_key", m.AccessKey)
	missing("token", m.Token, "secret_key", m.SecretKey)
}

// warnAssumeRoles warns of each block without role_arn, as modules produce it where there is no role to assume.
func warnAssumeRoles(blocks types.List, diags *diag.Diagnostics) {
	for i, block := range blocks.Elements() {
		role, ok := block.(types.Object)
		if !ok || role.IsUnknown() || isSet(role, "role_arn") {
			continue
		}
		diags.AddAttributeWarning(path.Root("assume_role").AtListIndex(i), "Assuming no role",
			"This assume_role block has no role_arn, so no role is assumed. Set role_arn, or remove the block.")
	}
}

func validateWebIdentity(blocks types.List, diags *diag.Diagnostics) {
	for i, block := range blocks.Elements() {
		role, ok := block.(types.Object)
		if !ok || role.IsUnknown() {
			continue
		}
		at := path.Root("assume_role_with_web_identity").AtListIndex(i)
		if !anySet(role) && os.Getenv(roleARNEnvironment) == "" {
			diags.AddAttributeWarning(at, "Assuming no role", "This assume_role_with_web_identity block is empty, so no role is assumed. "+
				"Set role_arn, or remove the block.")
			continue
		}
		if !isSet(role, "role_arn") && os.Getenv(roleARNEnvironment) == "" {
			diags.AddAttributeError(at.AtName("role_arn"), "Missing role to assume",
				"Set role_arn to the ARN of the role, or set the environment variable AWS_ROLE_ARN.")
		}
		switch token, file := isSet(role, "web_identity_token"), isSet(role, "web_identity_token_file"); {
		case token && file:
			diags.AddAttributeError(at.AtName("web_identity_token"), "Two web identity tokens",
				"web_identity_token and web_identity_token_file are both set. Remove one of them.")
		case !token && !file && os.Getenv("AWS_WEB_IDENTITY_TOKEN_FILE") == "":
			diags.AddAttributeError(at, "Missing web identity token",
				"Set web_identity_token or web_identity_token_file, or set the environment variable AWS_WEB_IDENTITY_TOKEN_FILE.")
		}
	}
}

const roleARNEnvironment = "AWS_ROLE_ARN"

// isSet reports whether an attribute has a value, known yet or not.
func isSet(o types.Object, name string) bool {
	v, ok := o.Attributes()[name]
	return ok && !v.IsNull() && !v.Equal(types.StringValue(""))
}

// anySet reports whether any attribute has a value; collections count with what is in them.
func anySet(o types.Object) bool {
	for _, v := range o.Attributes() {
		if c, ok := v.(collection); ok && !v.IsUnknown() && !slices.ContainsFunc(c.Elements(), isNotEmpty) {
			continue
		}
		if !isNullOrEmpty(v) {
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

func isNotEmpty(v attr.Value) bool { return !isNullOrEmpty(v) }

// sentence makes an error the detail of a diagnostic.
func sentence(err error) string { return firstUpper(err.Error()) + "." }

func firstUpper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
