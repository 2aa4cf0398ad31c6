// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

func accessDomain() domain.Domain {
	return domain.Domain{
		Name: "access",
		Resources: []func() resource.Resource{
			access.NewFoundationModelAgreementResource,
			access.NewUseCaseForModelAccessResource,
		},
		DataSources: []func() datasource.DataSource{
			access.NewFoundationModelAgreementOffersDataSource,
			access.NewFoundationModelAvailabilityDataSource,
			access.NewUseCaseForModelAccessDataSource,
		},
	}
}
