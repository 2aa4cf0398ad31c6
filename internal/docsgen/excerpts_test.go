// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWithExcerpts(t *testing.T) {
	t.Parallel()
	root := writeTree(t, map[string]string{
		"examples/a/main.tf": "# The root.\n\nlocals {\n  a = 1\n}\n\n# What the judge\n# is told.\nresource \"x\" \"y\" {\n" +
			"  a = \"{{prompt}}\"\n}\n",
	})
	got, err := withExcerpts(root, "Before\n\n<<blocks examples/a/main.tf resource.x.y locals>>\n\nAfter\n")
	if err != nil {
		t.Fatal(err)
	}
	want := "Before\n\n```terraform\n# What the judge\n# is told.\nresource \"x\" \"y\" {\n" +
		"  a = \"{{\"{{\"}}prompt}}\"\n}\n\nlocals {\n  a = 1\n}\n```\n\nAfter\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for text, problem := range map[string]string{
		"<<blocks examples/a/main.tf resource.x.z>>": "there is no block resource.x.z",
		"<<blocks examples/b/main.tf locals>>":       "no such file",
	} {
		if _, err := withExcerpts(root, text); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
