// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sampleLinks(t *testing.T) links {
	t.Helper()
	root := writeTree(t, map[string]string{"templates/guides/cost.md.tmpl": "---\npage_title: \"Cost and safety\"\n---\n"})
	l, err := readLinks(root, []page{
		{kind: "resources", typeName: "bedrock_job"}, {kind: "resources", typeName: "bedrock_model"},
		{kind: "data-sources", typeName: "bedrock_model"}, {kind: "data-sources", typeName: "bedrock_cost"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLinks(t *testing.T) {
	t.Parallel()
	l := sampleLinks(t)
	resource, data := page{kind: "resources", typeName: "bedrock_job"}, page{kind: "data-sources", typeName: "bedrock_job"}
	for _, tc := range []struct {
		page       page
		text, want string
	}{
		{resource, "A `bedrock_model`, `bedrock_model`.", "A [`bedrock_model`](model.md), `bedrock_model`."},
		{resource, "The data source `bedrock_model`.", "The data source [`bedrock_model`](../data-sources/model.md)."},
		{resource, "By `bedrock_cost`.", "By [`bedrock_cost`](../data-sources/cost.md)."},
		{resource, "This `bedrock_job`, another `bedrock_other`.", "This `bedrock_job`, another `bedrock_other`."},
		{resource, "[`bedrock_model`](elsewhere.md)", "[`bedrock_model`](elsewhere.md)"},
		{page{kind: "resources", typeName: "bedrock_model"}, "A `bedrock_model`.", "A `bedrock_model`."},
		{page{kind: "resources", typeName: "bedrock_model"}, "A data source `bedrock_model`.",
			"A data source [`bedrock_model`](../data-sources/model.md)."},
		{data, "A `bedrock_model`.", "A [`bedrock_model`](../resources/model.md)."},
		{page{kind: "guides"}, "[`bedrock_job`](../resources/job.md), a `bedrock_job`, a `bedrock_cost`.",
			"[`bedrock_job`](../resources/job.md), a `bedrock_job`, a [`bedrock_cost`](../data-sources/cost.md)."},
		{page{}, "A `bedrock_job`.", "A [`bedrock_job`](resources/job.md)."},
		{data, "See the guide \"Cost and safety\".", "See the guide [Cost and safety](../guides/cost.md)."},
	} {
		if got, err := l.in(tc.page, tc.text); err != nil || got != tc.want {
			t.Errorf("%s: %q, not %q (%v)", tc.text, got, tc.want, err)
		}
	}
	if _, err := l.in(resource, `See the guide "Lost".`); err == nil || !strings.Contains(err.Error(), `guide "Lost"`) {
		t.Errorf("a guide that there is not: %v", err)
	}
}

func TestLinks_describe(t *testing.T) {
	t.Parallel()
	l := sampleLinks(t)
	p := page{kind: "resources", typeName: "bedrock_job"}
	purpose, rest, err := l.describe(p, "Runs on a `bedrock_model`.\n\n**Cost.** None.\n\n```terraform\n# `bedrock_model`\n```")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{
		"Runs on a [`bedrock_model`](model.md).", "## Good to know\n\n**Cost.** None.\n\n```terraform\n# `bedrock_model`\n```",
	}, []string{purpose, rest}); diff != "" {
		t.Error(diff)
	}
	if _, rest, err := l.describe(p, "Runs."); rest != "" || err != nil {
		t.Errorf("no notes: %q, %v", rest, err)
	}
}
