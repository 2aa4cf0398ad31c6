// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation/evaluationjob"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation/evaluationjobs"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation/evaluationresults"
)

func evaluationDomain() domain.Domain {
	return domain.Domain{
		Name:        "evaluation",
		Resources:   []func() resource.Resource{evaluationjob.Resource},
		DataSources: []func() datasource.DataSource{evaluationjob.DataSource, evaluationjobs.DataSource, evaluationresults.DataSource},
		Lists:       []func() list.ListResource{evaluationjob.List},
	}
}
