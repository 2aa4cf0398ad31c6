// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

func TestWritten_asksOnceHoweverManyWantToKnow(t *testing.T) {
	t.Parallel()
	var written crud.Written
	var asked atomic.Int32
	at := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	ask := func() (time.Time, error) { asked.Add(1); return at, nil }
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got, err := written.At("s3://b/k", ask); err != nil || !got.Equal(at) {
				t.Errorf("%s, %v", got, err)
			}
		})
	}
	all.Wait()
	if asked.Load() != 1 {
		t.Errorf("S3 was asked %d times", asked.Load())
	}
	written.Forget("s3://b/k")
	if _, err := written.At("s3://b/k", ask); err != nil || asked.Load() != 2 {
		t.Errorf("an object that was written is not looked at again: %d, %v", asked.Load(), err)
	}
}

func TestWritten_takesWhatSomebodyElseHasRead(t *testing.T) {
	t.Parallel()
	var written crud.Written
	at := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	written.Set("s3://b/k", at)
	written.Set("s3://b/k", at.Add(time.Hour))
	got, err := written.At("s3://b/k", func() (time.Time, error) { return time.Time{}, errors.New("asked all the same") })
	if err != nil || !got.Equal(at.Add(time.Hour)) {
		t.Errorf("%s, %v", got, err)
	}
}
