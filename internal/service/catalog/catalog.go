// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package catalog shows what AWS offers: the foundation models of a region, what each of them can do and how long it will
// live.
package catalog

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// Domain is everything of this package that Terraform sees.
func Domain() domain.Domain {
	return domain.Domain{
		Name: "catalog",
		DataSources: []func() datasource.DataSource{
			NewFoundationModelDataSource,
			NewFoundationModelsDataSource,
		},
	}
}
