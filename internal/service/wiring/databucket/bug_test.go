// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A bug that strikes after S3 has made the bucket does not take it from the state, neither in the create nor in an update.
func TestDataBucket_survivesABug(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	clock := acctest.NewClock(cloud)
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains(), provider.WithClock(clock))
	clock.OnSleep(func(time.Duration) { panic("bug") })
	cloud.AddFault(simulator.Fault{Operation: "PutBucketVersioning", Status: 409, Code: "OperationAborted", Times: 2})
	config := acctest.Fixture(t, "max.tf")
	diags := w.Apply(t.Context(), config)
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), "is in the state", "report it")
	acctest.Refused(t, w.Apply(t.Context(), config), "is in the state", "report it")
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	if n := cloud.Count("CreateBucket"); n != 1 {
		t.Errorf("%d buckets were made", n)
	}
}
