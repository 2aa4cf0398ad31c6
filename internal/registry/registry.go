// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package registry is the one list of what the provider has: its resources and data sources, by domain of Bedrock.
package registry

import (
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// All returns every domain, in alphabetical order.
func All() []domain.Domain {
	return []domain.Domain{
		accessDomain(),
		catalogDomain(),
		customizationDomain(),
		evaluationDomain(),
		inferenceDomain(),
		invocationDomain(),
		pricingDomain(),
		wiringDomain(),
	}
}

// Of returns the domains of these names; a name that no domain has is left out.
func Of(names ...string) []domain.Domain {
	return slices.DeleteFunc(All(), func(d domain.Domain) bool { return !slices.Contains(names, d.Name) })
}
