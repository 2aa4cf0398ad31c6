// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog/foundationmodel"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog/foundationmodels"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog/inferenceprofile"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog/inferenceprofiles"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog/invocationtarget"
)

func catalogDomain() domain.Domain {
	return domain.Domain{
		Name:      "catalog",
		Resources: []func() resource.Resource{inferenceprofile.Resource},
		DataSources: []func() datasource.DataSource{
			foundationmodel.DataSource, foundationmodels.DataSource, inferenceprofile.DataSource, inferenceprofiles.DataSource,
			invocationtarget.DataSource,
		},
		Lists: []func() list.ListResource{inferenceprofile.List},
	}
}
