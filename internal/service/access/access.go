// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package access opens foundation models to an account: the terms of their vendors, the use-case form that some of them
// want, and the four gates that AWS has between an account and a model.
package access

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// Domain is everything of this package that Terraform sees.
func Domain() domain.Domain {
	return domain.Domain{
		Name: "access",
		Resources: []func() resource.Resource{
			NewFoundationModelAgreementResource,
			NewUseCaseForModelAccessResource,
		},
		DataSources: []func() datasource.DataSource{
			NewFoundationModelAgreementOffersDataSource,
			NewFoundationModelAvailabilityDataSource,
			NewUseCaseForModelAccessDataSource,
		},
	}
}
