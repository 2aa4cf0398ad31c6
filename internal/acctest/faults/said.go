// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package faults

import (
	"bytes"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// Words are all that the provider says in one cell of the matrix.
type Words struct {
	acctest.Diagnostics
	// Log has every level.
	Log string
	// State is what the verb leaves, private data included.
	State string
}

// Listen runs the verb while an operation fails in one way, and returns what is said; nothing for a kind that does not apply.
func (s *Scenario) Listen(t *testing.T, operation Operation, kind Kind) (words Words) {
	t.Helper()
	if !kind.applies(operation) {
		return words
	}
	s.inBubble(t, func(w *world) {
		for _, fault := range kind.arm(operation) {
			fault.Service, fault.Operation = operation.Service, operation.Name
			w.cloud.AddFault(fault)
		}
		var log journal
		w.log = &log
		words.Diagnostics = s.run(w)
		synctest.Wait()
		words.Log = log.String()
		for address, object := range w.State() {
			words.State += fmt.Sprintf("%s %#v %#v %s\n", address, object.Value, object.Identity, w.Record(address).Private)
		}
	})
	return words
}

// journal is a log that many write to.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(line)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}
