// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

func modelIDArgument() schema.StringAttribute {
	return schema.StringAttribute{
		Required: true,
		MarkdownDescription: "Id of the foundation model, such as `anthropic.claude-haiku-4-5-20251001-v1:0`: no ARN, and no inference " +
			"profile, such as `us.anthropic...`.",
		Validators: []validator.String{modelIDValidator{}},
	}
}
