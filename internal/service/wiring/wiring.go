// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package wiring makes what a Bedrock job needs around it: the bucket for its data, the data itself, and the role that
// Bedrock assumes to read and write there.
package wiring

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// Domain is what this package adds to the provider.
func Domain() domain.Domain {
	return domain.Domain{
		Name:      "wiring",
		Resources: []func() resource.Resource{NewDataBucketResource, NewDatasetResource, NewServiceRoleResource},
	}
}
