// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func domains() []domain.Domain { return registry.Of("wiring") }

func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	return acctest.Start(t, domains())
}
