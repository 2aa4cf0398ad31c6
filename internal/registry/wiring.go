// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring/databucket"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring/databucketpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring/datasetcheck"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring/invokepolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring/modelinvocationloggingconfiguration"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring/servicerole"
)

func wiringDomain() domain.Domain {
	return domain.Domain{
		Name: "wiring",
		Resources: []func() resource.Resource{
			databucket.Resource,
			dataset.Resource,
			servicerole.Resource,
			modelinvocationloggingconfiguration.Resource,
		},
		DataSources: []func() datasource.DataSource{
			databucketpolicy.DataSource,
			datasetcheck.DataSource,
			invokepolicy.DataSource,
			servicerole.DataSource,
		},
	}
}
