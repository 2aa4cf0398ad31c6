// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A bug that strikes after IAM has made the role does not take it from the state.
func TestServiceRole_survivesABug(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	clock := acctest.NewClock(cloud)
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains(), provider.WithClock(clock))
	clock.OnSleep(func(time.Duration) { panic("bug") })
	cloud.AddFault(simulator.Fault{Operation: "PutRolePolicy", Status: 404, Code: "NoSuchEntity", Times: 1})
	config := acctest.Fixture(t, "min.tf")
	diags := w.Apply(t.Context(), config)
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), "is in the state", "report it")
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	if n := cloud.Count("CreateRole"); n != 1 {
		t.Errorf("%d roles were made", n)
	}
}
