// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/inference/modelinvocationjob"
)

func inferenceDomain() domain.Domain {
	return domain.Domain{
		Name:        "inference",
		Resources:   []func() resource.Resource{modelinvocationjob.Resource},
		DataSources: []func() datasource.DataSource{modelinvocationjob.DataSource},
		Lists:       []func() list.ListResource{modelinvocationjob.List},
	}
}
