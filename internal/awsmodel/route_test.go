// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"maps"
	"testing"
)

func TestRoute(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		method, path, operation string
		members                 map[string]string
	}{
		{"GET", "/guardrails", "ListGuardrails", nil},
		{"GET", "/guardrails/abc/", "GetGuardrail", map[string]string{"guardrailIdentifier": "abc"}},
		{"GET", "/custom-models/arn%3Aaws%3Ax%2Fy", "GetCustomModel", map[string]string{"modelIdentifier": "arn:aws:x/y"}},
		{"PATCH", "/custom-models/x", "", nil},
		{"GET", "/guardrails//", "ListGuardrails", nil},
	} {
		o, members, ok := Bedrock.Route(test.method, test.path)
		if ok != (test.operation != "") || o.Name != test.operation || !maps.Equal(members, test.members) {
			t.Errorf("%s %s: %q %v, want %q %v", test.method, test.path, o.Name, members, test.operation, test.members)
		}
	}
	for _, name := range Bedrock.Operations() {
		o, _ := Bedrock.Operation(name)
		if found, _, _ := Bedrock.Route(o.HTTP.Method, o.HTTP.URI); found.Name != name {
			t.Errorf("%s %s leads to %q, not to %s", o.HTTP.Method, o.HTTP.URI, found.Name, name)
		}
	}
}
