// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package domain is the shape of the registry: the constructors of each domain, nothing else.
package domain

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Domain is one area of Bedrock, such as customization.
type Domain struct {
	Name        string
	Resources   []func() resource.Resource
	DataSources []func() datasource.DataSource
	Lists       []func() list.ListResource // for terraform query
}
