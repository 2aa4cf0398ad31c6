// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	const lite, micro, pro = "amazon.nova-lite-v1:0", "amazon.nova-micro-v1:0", "amazon.nova-pro-v1:0"
	ids := []string{
		lite, lite + ":24k", lite + ":300k", micro, pro, "anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-opus-4-6-v1",
		"cohere.embed-v4:0", "meta.llama3-1-8b-instruct-v1:0",
	}
	cases := map[string]struct {
		id   string
		want []string
	}{
		"misspelt":                 {"amazon.nova-mikro-v1:0", []string{micro, pro, lite}},
		"without its version":      {"amazon.nova-lite", []string{lite, lite + ":24k", lite + ":300k"}},
		"without its vendor":       {"claude-haiku-4-5", []string{"anthropic.claude-haiku-4-5-20251001-v1:0"}},
		"a dot for a dash":         {"anthropic.claude-opus-4.6", []string{"anthropic.claude-opus-4-6-v1"}},
		"another context size":     {"cohere.embed-v4:0:512", []string{"cohere.embed-v4:0"}},
		"of an inference profile":  {"us.meta.llama3-1-8b-instruct-v1:0", []string{"meta.llama3-1-8b-instruct-v1:0"}},
		"of nothing that is there": {"openai.gpt-oss-120b-1:0", nil},
		"empty":                    {"", nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, Nearest(tc.id, ids)); diff != "" {
				t.Errorf("Nearest(%q) (-want +got):\n%s", tc.id, diff)
			}
		})
	}
	if got := Nearest("amazon.nova-lite-v1:0", nil); got != nil {
		t.Errorf("out of nothing came %v", got)
	}
}

func TestDistanceWithin(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		part, whole string
		want        int
	}{
		{"", "", 0}, {"", "abc", 0}, {"abc", "", 3}, {"abc", "xxabcxx", 0}, {"abc", "xxabxx", 1}, {"abc", "xxaXcxx", 1}, {"abc", "acb", 1},
	} {
		if got := distanceWithin(tc.part, tc.whole); got != tc.want {
			t.Errorf("distanceWithin(%q, %q) = %d, want %d", tc.part, tc.whole, got, tc.want)
		}
	}
}
