// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"slices"
	"strings"
	"testing"
)

func twoParts(push func(string) bool) {
	if push("first") {
		panic("bug in stream")
	}
	panic("bug after the end")
}

func lastPart(d diagnostics) string { return d[0].Detail }

func TestGuardSeq_panicIsTheLastPart(t *testing.T) {
	t.Parallel()
	got := slices.Collect(guardSeq(t.Context(), call{"ListResource", "bedrock_buggy", "1.2.3"}, twoParts, lastPart))
	if len(got) != 2 || got[0] != "first" ||
		!strings.Contains(got[1], "ListResource of bedrock_buggy stopped with a value of type string at") {
		t.Errorf("got %q", got)
	}
}

func TestGuardSeq_panicAfterTheReceiverHasGoneIsLogged(t *testing.T) {
	t.Parallel()
	var got []string
	for part := range guardSeq(t.Context(), call{"ListResource", "bedrock_buggy", "1.2.3"}, twoParts, lastPart) {
		got = append(got, part)
		break
	}
	if len(got) != 1 {
		t.Errorf("got %q", got)
	}
}
