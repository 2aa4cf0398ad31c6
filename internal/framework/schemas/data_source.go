// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package schemas

import "github.com/hashicorp/terraform-plugin-framework/datasource/schema"

// DataString is a value that a data source reads.
func DataString(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}
