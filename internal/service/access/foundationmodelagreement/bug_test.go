// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
)

// A bug in the wait takes neither the agreement from the state nor its health: the next apply waits on.
func TestFoundationModelAgreement_survivesABugInTheWait(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Clock.OnSleep(func(time.Duration) { panic("bug") })
	config := desk.AgreementOf(desk.Embed)
	acctest.Says(t, "warning", d.MustApply(config), "is in the state", "report it")
	acctest.Says(t, "error", d.Apply(t.Context(), config).Errors(), "is in the state", "report it")
	d.Clock.OnSleep(nil)
	d.MustApply(config)
	d.Settled(config)
	d.WantWrites(map[string]int{"CreateFoundationModelAgreement": 1})
}
