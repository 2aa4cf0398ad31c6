// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

type model struct {
	AccountID      types.String `tfsdk:"account_id"`
	Region         types.String `tfsdk:"region"`
	FormData       types.Object `tfsdk:"form_data"`
	FormDataWO     types.Object `tfsdk:"form_data_wo"`
	AdoptExisting  types.Bool   `tfsdk:"adopt_existing"`
	DeletionPolicy types.String `tfsdk:"deletion_policy"`
	FormSHA256     types.String `tfsdk:"form_sha256"`
}

// keys identify the form.
func (m *model) keys() crud.Keys {
	return crud.Keys{"account_id": m.AccountID.ValueString(), "region": m.Region.ValueString()}
}

// configuredForm reads the form from wherever the configuration has it. ok is false when it is not known yet, in part or as
// a whole.
func configuredForm(ctx context.Context, config crud.Decoder) (form access.Form, ok bool, diags diag.Diagnostics) {
	for _, attribute := range []string{"form_data", "form_data_wo"} {
		var object types.Object
		diags.Append(config.GetAttribute(ctx, path.Root(attribute), &object)...)
		switch {
		case diags.HasError() || object.IsUnknown():
			return access.Form{}, false, diags
		case !object.IsNull():
			form, ok = expandForm(object.Attributes())
			return form, ok, diags
		}
	}
	return access.Form{}, false, diags
}

// expandForm is the form in an object of the schema; ok is false when a member is not known yet.
func expandForm(members map[string]attr.Value) (form access.Form, ok bool) {
	ok = true
	text := func(argument string) string {
		value, isString := members[argument].(types.String)
		ok = ok && isString && !value.IsUnknown()
		return value.ValueString()
	}
	return access.Form{
		CompanyName: text("company_name"), CompanyWebsite: text("company_website"), IntendedUsers: text("intended_users"),
		IndustryOption: text("industry_option"), OtherIndustryOption: text("other_industry_option"), UseCases: text("use_cases"),
	}, ok
}

// flattenForm is a form as an object of the schema.
func flattenForm(form *access.Form) types.Object {
	members := map[string]attr.Type{}
	for _, argument := range formArguments() {
		members[argument] = types.StringType
	}
	if form == nil {
		return types.ObjectNull(members)
	}
	return types.ObjectValueMust(members, map[string]attr.Value{
		"company_name": types.StringValue(form.CompanyName), "company_website": types.StringValue(form.CompanyWebsite),
		"intended_users": types.StringValue(form.IntendedUsers), "industry_option": types.StringValue(form.IndustryOption),
		"other_industry_option": types.StringValue(form.OtherIndustryOption), "use_cases": types.StringValue(form.UseCases),
	})
}

func formArguments() []string {
	return []string{"company_name", "company_website", "intended_users", "industry_option", "other_industry_option", "use_cases"}
}
