// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog"
)

func catalogDomain() domain.Domain {
	return domain.Domain{
		Name: "catalog",
		DataSources: []func() datasource.DataSource{
			catalog.NewFoundationModelDataSource,
			catalog.NewFoundationModelsDataSource,
		},
	}
}
