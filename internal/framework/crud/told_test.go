// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

func TestTold_tellsEachCauseOnce(t *testing.T) {
	t.Parallel()
	var told crud.Told
	var first atomic.Int32
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if told.First("the form is missing") {
				first.Add(1)
			}
		})
	}
	all.Wait()
	if n := first.Load(); n != 1 {
		t.Errorf("%d of 20 were the first", n)
	}
	if !told.First("another cause") {
		t.Error("another cause was not told")
	}
}
