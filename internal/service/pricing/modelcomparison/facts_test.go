// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcomparison

import "testing"

// Each piece of advice has a source and a date, and no successor is itself about to end.
func TestFacts(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range facts().Models {
		source := facts().Sources[f.Source]
		if f.ID == "" || seen[f.ID] || source.Text == "" || len(source.Date) != len("2026-07-02") {
			t.Errorf("%+v", f)
		}
		seen[f.ID] = true
		if f.ContextWindow < 0 || f.ContextWindow > 0 && f.PromptLimit != "" || f.Successor != "" && facts().of(f.Successor).Successor != "" {
			t.Errorf("%+v", f)
		}
	}
	if len(seen) < 60 {
		t.Errorf("%d models", len(seen))
	}
}
