// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"sync"
	"time"
)

// Written remembers when the S3 objects that this process has looked at were last written, so that a hundred jobs which train on one
// file ask for it once. Keys are S3 URIs. Its zero value is ready.
type Written struct {
	mu    sync.Mutex
	times map[string]func() (time.Time, error)
}

// Set is for who has read the object anyway.
func (w *Written) Set(uri string, at time.Time) {
	w.once(uri, func() (time.Time, error) { return at, nil }, true)
}

// Forget is for who has written the object, or removed it.
func (w *Written) Forget(uri string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.times, uri)
}

// At is when the object was last written: what is known, else what ask answers, who is asked once also by many at a time.
func (w *Written) At(uri string, ask func() (time.Time, error)) (time.Time, error) {
	return w.once(uri, ask, false)()
}

func (w *Written) once(uri string, ask func() (time.Time, error), renew bool) func() (time.Time, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if known, ok := w.times[uri]; ok && !renew {
		return known
	}
	if w.times == nil {
		w.times = map[string]func() (time.Time, error){}
	}
	w.times[uri] = sync.OnceValues(ask)
	return w.times[uri]
}
