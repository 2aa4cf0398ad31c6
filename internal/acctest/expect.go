// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"slices"
	"strings"
	"testing"
)

// Says fails the test unless a text, such as an error or a warning, has all the fragments.
func Says(t *testing.T, what, text string, fragments ...string) {
	t.Helper()
	if text == "" {
		t.Errorf("there is no %s", what)
		return
	}
	missing := slices.DeleteFunc(slices.Clone(fragments), func(f string) bool { return strings.Contains(text, f) })
	if len(missing) > 0 {
		t.Errorf("the %s does not say %q: %s", what, missing, text)
	}
}
