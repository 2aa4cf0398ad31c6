// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access/foundationmodelagreement"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access/foundationmodelagreementoffers"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access/foundationmodelavailability"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access/usecaseformodelaccess"
)

func accessDomain() domain.Domain {
	return domain.Domain{
		Name:      "access",
		Resources: []func() resource.Resource{foundationmodelagreement.Resource, usecaseformodelaccess.Resource},
		DataSources: []func() datasource.DataSource{
			foundationmodelagreementoffers.DataSource,
			foundationmodelavailability.DataSource,
			usecaseformodelaccess.DataSource,
		},
	}
}
