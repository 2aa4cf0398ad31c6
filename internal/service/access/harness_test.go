// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func newDesk(t *testing.T) *desk.Desk {
	t.Helper()
	return desk.New(t, registry.Of("access"))
}
