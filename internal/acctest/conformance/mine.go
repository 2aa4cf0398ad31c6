// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklogtest"
)

// mine is a log that panics. Every call of AWS ends with a line of it, written by whoever called, so that a panic gets into the
// middle of a verb of any type without a hook in the provider: what follows a call might panic as well.
type mine struct {
	// arms is about the first call after whose success the calls are counted.
	arms func(operation string) bool
	// lets is how many calls it lets pass then.
	lets int

	mu     sync.Mutex
	armed  bool
	passed int
	blown  bool
}

// context is that of a run over the mine.
func (m *mine) context() context.Context {
	return tfsdklogtest.RootLogger(tflogtest.RootLogger(context.Background(), m), m)
}

// Write is told of a line.
func (m *mine) Write(line []byte) (int, error) {
	var entry struct {
		Message   string `json:"@message"`
		Operation string `json:"operation"`
		Status    int    `json:"status"`
	}
	if json.Unmarshal(line, &entry) == nil && entry.Message == "AWS call" && m.blows(entry.Operation, entry.Status) {
		panic("a test wants to know what is lost")
	}
	return len(line), nil
}

func (m *mine) blows(operation string, status int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.blown:
		return false
	case !m.armed:
		m.armed = status < http.StatusMultipleChoices && m.arms(operation)
		return false
	}
	m.passed++
	m.blown = m.passed > m.lets
	return m.blown
}
