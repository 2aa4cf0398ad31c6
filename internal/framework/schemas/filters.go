// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package schemas

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// TextFilter is a filter of a list by a text.
func TextFilter(description string, validators ...validator.String) schema.StringAttribute {
	validators = append(validators, stringvalidator.LengthAtLeast(1))
	return schema.StringAttribute{Optional: true, MarkdownDescription: description, Validators: validators}
}

// TimeFilter is a filter of a list by a point in time.
func TimeFilter(description string) schema.StringAttribute {
	return TextFilter(description+" (RFC 3339, such as `2026-11-01T00:00:00Z`).",
		fwtypes.Rule("Invalid time", "must be a time in the form of RFC 3339, such as 2026-11-01T00:00:00Z", func(text string) bool {
			_, err := time.Parse(time.RFC3339, text)
			return err == nil
		}))
}

// SortOrder is the order of a list, by the time of creation.
func SortOrder() schema.StringAttribute {
	return TextFilter("Order by the time of creation: `Ascending` or `Descending`. Default `Descending`, the newest first.",
		stringvalidator.OneOf("Ascending", "Descending"))
}

// FilterTime is the time in a filter that was validated; nil where there is none.
func FilterTime(filter types.String) *time.Time {
	t, err := time.Parse(time.RFC3339, filter.ValueString())
	if err != nil {
		return nil
	}
	return &t
}
