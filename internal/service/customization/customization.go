// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package customization trains, imports, copies, shares and deploys custom models.
package customization

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// Domain is what this package adds to the provider.
func Domain() domain.Domain {
	return domain.Domain{
		Name:      "customization",
		Resources: []func() resource.Resource{NewModelCustomizationJobResource},
		DataSources: []func() datasource.DataSource{
			NewModelCustomizationJobDataSource,
			NewCustomModelDataSource,
		},
	}
}
