// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodels_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	return acctest.Start(t, registry.Of("catalog"))
}
