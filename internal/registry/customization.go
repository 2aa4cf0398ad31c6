// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

func customizationDomain() domain.Domain {
	return domain.Domain{
		Name:      "customization",
		Resources: []func() resource.Resource{customization.NewModelCustomizationJobResource},
		DataSources: []func() datasource.DataSource{
			customization.NewModelCustomizationJobDataSource,
			customization.NewCustomModelDataSource,
		},
	}
}
