// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"sync"
	"time"
)

// Entry is one request as the journal tells it. Requests are listed in the order of their arrival.
type Entry struct {
	Time      time.Time `json:"time"` // virtual time of arrival
	Service   string    `json:"service"`
	Region    string    `json:"region"`
	Account   string    `json:"account"`
	Operation string    `json:"operation"` // AWS operation name, or method and path where there is none
	Resource  string    `json:"resource"`
	Status    int       `json:"status"` // HTTP status; 0 while it is being served, or when the connection was dropped
	RequestID string    `json:"request_id"`
	UserAgent string    `json:"user_agent,omitempty"`
	Fault     string    `json:"fault,omitempty"` // the action of the fault that hit it
	// Actions are the IAM actions that the caller needed for it, the operation's own first.
	Actions []string `json:"actions,omitempty"`
}

// journal keeps every request until a reset.
type journal struct {
	mu      sync.Mutex
	entries []*Entry
}

// begin enters a request that has arrived, so that a test sees it before it is answered.
func (j *journal) begin(e Entry) *Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	entry := &e
	j.entries = append(j.entries, entry)
	return entry
}

// finish enters the answer.
func (j *journal) finish(e *Entry, status int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e.Status = status
}

// hit enters the fault that a request met.
func (j *journal) hit(e *Entry, action string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e.Fault = action
}

// list returns a copy of the entries of an operation; of all when operation is empty.
func (j *journal) list(operation string) []Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	entries := make([]Entry, 0, len(j.entries))
	for _, e := range j.entries {
		if operation == "" || e.Operation == operation {
			entries = append(entries, *e)
		}
	}
	return entries
}

func (j *journal) reset() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries = nil
}
