// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

func TestOneOrMany_leavesWhatItReadsAsItIs(t *testing.T) {
	t.Parallel()
	const text = `{"A":["one","two"],"B":"three","C":[true,5],"D":"four"}`
	data := []byte(text)
	var got struct{ A, B, C, D wiring.OneOrMany }
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	want := []wiring.OneOrMany{{"one", "two"}, {"three"}, {"true", "5"}, {"four"}}
	if diff := cmp.Diff(want, []wiring.OneOrMany{got.A, got.B, got.C, got.D}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if string(data) != text {
		t.Errorf("what was read became %s", data)
	}
}
