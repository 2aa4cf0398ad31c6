// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"fmt"
	"slices"
	"sync"
)

// The actions of a Fault.
const (
	actionError    = "error"    // an error answer with Status and Code
	actionThrottle = "throttle" // 429 ThrottlingException
	actionDrop     = "drop"     // the connection is reset without an answer
	actionTruncate = "truncate" // the length of the whole answer, half of its body
	actionMalform  = "malform"  // 200 with a body that does not parse
	actionEmpty    = "empty"    // 200 with an object without members
	actionDelay    = "delay"    // the right answer, late
)

// Fault makes requests fail. With nothing but Operation set, one request is answered with a plain 500 and not carried
// out.
type Fault struct {
	Service   string `json:"service,omitempty"` // signing name; empty means any
	Operation string `json:"operation"`         // AWS operation name; * means any
	Action    string `json:"action,omitempty"`  // error, throttle, drop, truncate, malform, empty or delay; empty means error
	Status    int    `json:"status,omitempty"`  // of an error; 0 means 500
	Code      string `json:"code,omitempty"`    // of an error; empty means the usual one for the status
	Message   string `json:"message,omitempty"`
	Times     int    `json:"times,omitempty"` // how many requests it hits; 0 means 1, negative means all to come
	// DelayMS holds the request back first, in milliseconds of real time, whatever the action.
	DelayMS int `json:"delay_ms,omitempty"`
	// AfterCommit lets the operation be carried out and then loses its answer. Without it the operation is not
	// carried out at all; only truncate and delay always carry it out.
	AfterCommit       bool `json:"after_commit,omitempty"`
	RetryAfterSeconds int  `json:"retry_after_seconds,omitempty"`
}

// faultTable holds the armed faults; the oldest that fits is used first.
type faultTable struct {
	mu    sync.Mutex
	armed []*Fault
}

func (t *faultTable) add(f Fault) error {
	if err := f.complete(); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.armed = append(t.armed, &f)
	return nil
}

// take returns the fault that hits a request, and counts it.
func (t *faultTable) take(service, operation string) (Fault, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, f := range t.armed {
		if (f.Service != "" && f.Service != service) || (f.Operation != "*" && f.Operation != operation) {
			continue
		}
		hit := *f
		if f.Times > 0 {
			f.Times--
		}
		if f.Times == 0 {
			t.armed = slices.Delete(t.armed, i, i+1)
		}
		return hit, true
	}
	return Fault{}, false
}

func (t *faultTable) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.armed = nil
}

// complete fills in the defaults and refuses what has no meaning.
func (f *Fault) complete() error {
	if f.Operation == "" {
		return fmt.Errorf("a fault needs an operation, or * for all")
	}
	if f.Times == 0 {
		f.Times = 1
	}
	if f.DelayMS < 0 || f.RetryAfterSeconds < 0 {
		return fmt.Errorf("delay_ms and retry_after_seconds must not be negative")
	}
	switch f.Action {
	case "", actionError:
		f.Action = actionError
		if f.Status == 0 {
			f.Status = 500
		}
		if f.Status < 300 || f.Status > 599 {
			return fmt.Errorf("status %d is not one of an error", f.Status)
		}
	case actionThrottle:
		f.Status = 429
	case actionDrop, actionTruncate, actionMalform, actionEmpty, actionDelay:
	default:
		return fmt.Errorf("unknown action %q: use error, throttle, drop, truncate, malform, empty or delay", f.Action)
	}
	if f.Code == "" {
		f.Code = usualCode(f.Status)
	}
	if f.Message == "" {
		f.Message = "A fault of the simulator."
	}
	return nil
}

// usualCode is the error code that Bedrock sends with a status.
func usualCode(status int) string {
	switch status {
	case 400:
		return "ValidationException"
	case 403:
		return "AccessDeniedException"
	case 404:
		return "ResourceNotFoundException"
	case 409:
		return "ConflictException"
	case 429:
		return "ThrottlingException"
	case 503:
		return "ServiceUnavailableException"
	}
	return "InternalServerException"
}
