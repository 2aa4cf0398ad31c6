// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

// The actions of a Fault.
const (
	actionError    = "error"    // an error answer with Status and Code
	actionThrottle = "throttle" // 429 ThrottlingException
	actionBare     = "bare"     // Status, 429 unless given, and no body at all
	actionHTML     = "html"     // Status, 502 unless given, and a page of HTML, as of a proxy

	actionDrop     = "drop"     // the connection is reset without an answer
	actionReset    = "reset"    // the connection is reset in the middle of the answer
	actionTruncate = "truncate" // the length of the whole answer, half of its body
	actionHang     = "hang"     // no answer, until the client goes away
	actionTrickle  = "trickle"  // one byte of the body a second
	actionDelay    = "delay"    // the right answer, late

	actionMalform = "malform" // 200 with a body that does not parse
	actionHalve   = "halve"   // the first half of the body, as if it were all
	actionEmpty   = "empty"   // 200 with an object without members
	actionExtend  = "extend"  // the answer with members that nobody knows
	actionReplace = "replace" // the answer with another Value of Member

	actionBlankPage    = "blank_page"    // no items, and a token for the page that has them
	actionRepeatPage   = "repeat_page"   // the first page again and again, always with the same token
	actionEndlessPages = "endless_pages" // the first page again and again, with a new token each time
)

// Fault makes requests fail. With nothing but Operation set, one request is answered with a plain 500 and not carried
// out.
type Fault struct {
	Service   string `json:"service,omitempty"` // signing name; empty means any
	Operation string `json:"operation"`         // AWS operation name; * means any
	Action    string `json:"action,omitempty"`  // what happens, by the constants above; empty means error
	Status    int    `json:"status,omitempty"`  // of an error; 0 means 500
	Code      string `json:"code,omitempty"`    // of an error; empty means the usual one for the status
	Message   string `json:"message,omitempty"`
	// Member is what action replace looks for, at any depth, or several of them with | between; Value is what it puts there,
	// and null removes the member.
	Member string `json:"member,omitempty"`
	Value  any    `json:"value,omitempty"`
	Skip   int    `json:"skip,omitempty"`  // how many requests it lets pass first
	Times  int    `json:"times,omitempty"` // how many requests it hits; 0 means 1, or all if Seconds is given; negative means all to come
	// Seconds, if not 0, is how long it lasts from now on, in virtual time.
	Seconds int `json:"seconds,omitempty"`
	// DelayMS holds the request back first, in milliseconds of real time, whatever the action.
	DelayMS int `json:"delay_ms,omitempty"`
	// AfterCommit lets the operation be carried out and then loses its answer. Without it the operation is not
	// carried out at all, unless the action sends the right answer or a part of it.
	AfterCommit       bool `json:"after_commit,omitempty"`
	RetryAfterSeconds int  `json:"retry_after_seconds,omitempty"`

	until time.Time // zero without Seconds
}

// faultTable holds the armed faults; the oldest that fits is used first.
type faultTable struct {
	mu    sync.Mutex
	armed []*Fault
}

func (t *faultTable) add(f Fault, now time.Time) error {
	if err := f.complete(); err != nil {
		return err
	}
	if f.Seconds > 0 {
		f.until = now.Add(time.Duration(f.Seconds) * time.Second)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.armed = append(t.armed, &f)
	return nil
}

// take returns the fault that hits a request, and counts it.
func (t *faultTable) take(service, operation string, now time.Time) (Fault, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.armed = slices.DeleteFunc(t.armed, func(f *Fault) bool { return !f.until.IsZero() && !now.Before(f.until) })
	for i, f := range t.armed {
		if (f.Service != "" && f.Service != service) || (f.Operation != "*" && f.Operation != operation) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
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
	if f.DelayMS < 0 || f.RetryAfterSeconds < 0 || f.Seconds < 0 || f.Skip < 0 {
		return fmt.Errorf("delay_ms, retry_after_seconds, seconds and skip must not be negative")
	}
	if f.Times == 0 {
		f.Times = 1
		if f.Seconds > 0 {
			f.Times = -1
		}
	}
	if err := f.completeAction(); err != nil {
		return err
	}
	if f.Code == "" {
		f.Code = usualCode(f.Status)
	}
	if f.Message == "" {
		f.Message = "A fault of the simulator."
	}
	return nil
}

func (f *Fault) completeAction() error {
	if f.Action == "" {
		f.Action = actionError
	}
	usual := map[string]int{actionError: 500, actionThrottle: 429, actionBare: 429, actionHTML: 502}
	switch f.Action {
	case actionError, actionThrottle, actionBare, actionHTML:
		if f.Status == 0 || f.Action == actionThrottle {
			f.Status = usual[f.Action]
		}
		if f.Status > 599 || f.Status < 300 && (f.Action != actionHTML || f.Status != 200) {
			return fmt.Errorf("status %d is not one of an error", f.Status)
		}
	case actionReplace:
		if f.Member == "" {
			return fmt.Errorf("action replace needs a member")
		}
	case actionDrop, actionReset, actionTruncate, actionHang, actionTrickle, actionDelay, actionMalform, actionHalve, actionEmpty,
		actionExtend, actionBlankPage, actionRepeatPage, actionEndlessPages:
	default:
		return fmt.Errorf("unknown action %q", f.Action)
	}
	return nil
}

// answers says whether the action needs the right answer, and so always carries the operation out.
func (f *Fault) answers() bool {
	switch f.Action {
	case actionReset, actionTruncate, actionTrickle, actionHalve, actionExtend, actionReplace,
		actionBlankPage, actionRepeatPage, actionEndlessPages:
		return true
	}
	return false
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
