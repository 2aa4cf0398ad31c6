// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A profile whose model has no ARN would pass for one that leads nowhere, and be filtered away.
func TestSystemProfiles_refuseAProfileOfNamelessModels(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	sim.AddFault(simulator.Fault{Operation: "ListInferenceProfiles", Action: "replace", Member: "modelArn"})
	if _, err := readers.SystemProfiles(t.Context(), east); err == nil || !strings.Contains(err.Error(), "no ARN") {
		t.Errorf("got %v", err)
	}
	if profiles, err := readers.SystemProfiles(t.Context(), east); err != nil || len(profiles) == 0 {
		t.Errorf("the bad answer was kept: %v", err)
	}
}
