// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing/customizationcost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing/evaluationcost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing/modelcomparison"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing/modelprices"
)

func pricingDomain() domain.Domain {
	return domain.Domain{
		Name: "pricing",
		DataSources: []func() datasource.DataSource{
			customizationcost.DataSource, evaluationcost.DataSource, modelcomparison.DataSource, modelprices.DataSource,
		},
	}
}
