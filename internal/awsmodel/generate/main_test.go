// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	t.Parallel()
	got, err := Lines([]byte(`{
		"metadata": {"serviceId": "Some Service", "apiVersion": "2023-04-20"},
		"operations": {"GetThing": {"name": "GetThing", "documentation": "x", "http": {"method": "GET"},
			"input": {"shape": "GetThingRequest"}, "errors": [{"shape": "NotFound"}]}},
		"shapes": {
			"ThingUri": {"type": "string", "pattern": "a/.{1,1024}", "documentation": "<p>x</p>"},
			"GetThingRequest": {"type": "structure", "members": {"documentation": {"shape": "ThingUri", "documentation": "y"}}}
		}
	}`), "2026-08-07")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(got, "\n")
	want := []string{
		"# service=Some Service; version=2023-04-20; date=2026-08-07; sha256=",
		`operation GetThing {"errors":["NotFound"],"http":{"method":"GET"},"input":"GetThingRequest"}`,
		`shape GetThingRequest {"members":{"documentation":{"shape":"ThingUri"}},"type":"structure"}`,
		`shape ThingUri {"pattern":"a/.+","type":"string"}`,
		"",
	}
	for i, line := range want {
		if i >= len(lines) || !strings.HasPrefix(lines[i], line) || i > 0 && lines[i] != line {
			t.Errorf("got %q, want %q", lines, want)
		}
	}
	if _, err := Lines([]byte(`{"shapes":{"A":{"pattern":"(?=x)"}}}`), ""); err == nil {
		t.Error("a pattern that Go does not take is let through")
	}
}
