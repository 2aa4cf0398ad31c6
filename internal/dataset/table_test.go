// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

// The names of the columns stand in a buffer that the rest of a large file is read into.
func TestValidate_remembersTheColumnsOfALargeTable(t *testing.T) {
	t.Parallel()
	got := validate(t, dataset.PromptCompletion, "id,completion,prompt\n"+strings.Repeat("1,On floor 2.,Where is shelf 2?\n", 30_000))
	if len(got.Mends) != 1 || !strings.Contains(got.Mends[0].Command, `{"prompt": row[2], "completion": row[1]}`) {
		t.Errorf("the advice is %+v", got.Mends)
	}
}
