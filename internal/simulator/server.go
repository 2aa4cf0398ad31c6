// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"
)

// DefaultAccountID owns everything that is created with credentials that did not come from AssumeRole.
const DefaultAccountID = "123456789012"

// Options configure a Simulator; the zero value is usable.
type Options struct {
	// Speed is how many seconds of virtual time pass in a second; 0 means 1.
	Speed float64
	// EnforceCallers refuses what the policies of a role do not allow to a caller who has assumed it.
	EnforceCallers bool
}

// Simulator is an http.Handler for all simulated services and for the test controls under /_simulator/.
type Simulator struct {
	clock    *clock
	journal  *journal
	faults   *faultTable
	sessions *sessionTable
	enforce  bool
	services map[string]service // by signing name

	// Services that other services call directly, as AWS does behind its own endpoints.
	objects objectStore
	roles   roleAuthority
}

// call is one request to one simulated service.
type call struct {
	w         http.ResponseWriter
	r         *http.Request
	service   string // signing name: bedrock, s3, iam, sts
	region    string
	account   string
	principal string // ARN of the caller
	role      string // ARN of the role that the caller has assumed; empty for none
	operation string // AWS operation name, such as GetCustomModel
	resource  string // identifier the operation is about, as the client wrote it; may be empty
	requestID string
}

// service is one simulated AWS service. Its methods are called concurrently.
type service interface {
	// route names the operation of a request and the resource it is about. ok is false for an operation the
	// simulator does not know: the front answers 501 and journals it.
	route(c *call) (operation, resource string, ok bool)
	// serve answers the request.
	serve(c *call)
	// fail answers with an error in the wire format of the service.
	fail(c *call, status int, code, message string)
	// list returns what clients created and what still exists.
	list() []Object
	// reset forgets everything.
	reset()
}

// Object is one thing a client created, as GET /_simulator/objects shows it.
type Object struct {
	Type   string `json:"type"` // AWS's noun: custom-model, role, bucket, object
	ARN    string `json:"arn"`
	Status string `json:"status"`
}

// New returns a simulator that holds nothing yet.
func New(options Options) *Simulator {
	s := &Simulator{
		clock:    newClock(options.Speed),
		journal:  &journal{},
		faults:   &faultTable{},
		sessions: newSessionTable(),
		enforce:  options.EnforceCallers,
	}
	s.register()
	return s
}

// Now returns the virtual time.
func (s *Simulator) Now() time.Time { return s.clock.now() }

// Advance lets virtual time jump ahead. A negative duration changes nothing: the clock never goes back.
func (s *Simulator) Advance(d time.Duration) { s.clock.advance(d) }

// Journal returns every request since the last reset, in the order of arrival.
func (s *Simulator) Journal() []Entry { return s.journal.list("") }

// Objects returns what clients created and what still exists, sorted by type and ARN.
func (s *Simulator) Objects() []Object {
	s.catchUp()
	objects := []Object{}
	for _, svc := range s.services {
		objects = append(objects, svc.list()...)
	}
	slices.SortFunc(objects, func(a, b Object) int {
		return cmp.Or(strings.Compare(a.Type, b.Type), strings.Compare(a.ARN, b.ARN))
	})
	return objects
}

// AddFault arms a fault. It panics when the fault is not valid, which is a mistake in the test that calls it.
func (s *Simulator) AddFault(f Fault) {
	if err := s.faults.add(f, s.Now()); err != nil {
		panic(err)
	}
}

// ClearFaults disarms every fault and leaves everything else.
func (s *Simulator) ClearFaults() { s.faults.reset() }

// Reset forgets every object, session, fault and journal entry. The clock goes on.
func (s *Simulator) Reset() {
	for _, svc := range s.services {
		svc.reset()
	}
	s.sessions.reset()
	s.faults.reset()
	s.journal.reset()
}
