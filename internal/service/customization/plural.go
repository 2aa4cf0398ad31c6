// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

// TextFilter is a filter of a list by a text.
func TextFilter(description string, validators ...validator.String) schema.StringAttribute {
	return schemas.TextFilter(description, validators...)
}

// TimeFilter is a filter of a list by a point in time.
func TimeFilter(description string) schema.StringAttribute { return schemas.TimeFilter(description) }

// SortOrder is the order of a list, by the time of creation.
func SortOrder() schema.StringAttribute { return schemas.SortOrder() }

// Time is the time in a filter that was validated; nil where there is none.
func Time(filter types.String) *time.Time { return schemas.FilterTime(filter) }
