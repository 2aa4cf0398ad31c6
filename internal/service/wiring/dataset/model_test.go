// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func TestModel_matchesItsSchema(t *testing.T) {
	t.Parallel()
	var m model
	if diags := acctest.DecodeSchema(t.Context(), Resource(), &m); diags.HasError() {
		t.Error(diags)
	}
}
