// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package registry is the one list of the provider's service domains.
package registry

import (
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// All returns every domain, in alphabetical order.
func All() []domain.Domain {
	return []domain.Domain{
		access.Domain(),
		catalog.Domain(),
		customization.Domain(),
		wiring.Domain(),
	}
}
