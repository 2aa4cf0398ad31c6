// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/custommodel"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/custommodelcopies"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/custommodelcopy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/custommodeldeployment"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/custommodeldeployments"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/custommodels"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/custommodelshare"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/custommodelshares"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/importedmodel"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/importedmodels"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/modelcustomizationjob"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/provisionedmodelthroughput"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/provisionedmodelthroughputs"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization/trainingmetrics"
)

func customizationDomain() domain.Domain {
	return domain.Domain{
		Name: "customization",
		Resources: []func() resource.Resource{
			custommodel.Resource,
			importedmodel.Resource,
			modelcustomizationjob.Resource,
			custommodelcopy.Resource,
			custommodelshare.Resource,
			custommodeldeployment.Resource,
			provisionedmodelthroughput.Resource,
		},
		DataSources: []func() datasource.DataSource{
			modelcustomizationjob.DataSource,
			custommodel.DataSource,
			custommodels.DataSource,
			custommodelcopy.DataSource,
			custommodelcopies.DataSource,
			custommodelshare.DataSource,
			custommodelshares.DataSource,
			importedmodel.DataSource,
			importedmodels.DataSource,
			custommodeldeployment.DataSource,
			custommodeldeployments.DataSource,
			provisionedmodelthroughput.DataSource,
			provisionedmodelthroughputs.DataSource,
			trainingmetrics.DataSource,
		},
		Lists: []func() list.ListResource{
			custommodel.List,
			custommodelcopy.List,
			custommodelshare.List,
			importedmodel.List,
			modelcustomizationjob.List,
			custommodeldeployment.List,
			provisionedmodelthroughput.List,
		},
	}
}
