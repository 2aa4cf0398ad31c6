// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// Start returns a simulator and an empty workspace that uses it, and its time.
func Start(t *testing.T, domains []domain.Domain) (*Cloud, *Workspace) {
	t.Helper()
	cloud := NewCloud(t)
	return cloud, NewWorkspace(t, cloud.For(Region), domains, provider.WithClock(NewClock(cloud)))
}

// ApplyInSilence applies a configuration, and fails the test for an error and for a warning.
func ApplyInSilence(t *testing.T, w *Workspace, config string) {
	t.Helper()
	diags := w.Apply(t.Context(), config)
	if text := diags.Errors() + diags.Warnings(); text != "" {
		t.Fatal(text)
	}
}
