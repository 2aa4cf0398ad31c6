// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/invocation/converse"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/invocation/invokemodel"
)

func invocationDomain() domain.Domain {
	return domain.Domain{Name: "invocation", Resources: []func() resource.Resource{converse.Resource, invokemodel.Resource}}
}
