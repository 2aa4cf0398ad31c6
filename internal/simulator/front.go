// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"strings"
)

// ServeHTTP answers one request to a simulated service or to the test controls.
func (s *Simulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, controlPrefix) {
		s.serveControl(w, r)
		return
	}
	rec := &recorder{ResponseWriter: w}
	c := &call{w: rec, r: r, requestID: newUUID()}
	w.Header().Set("X-Amzn-Requestid", c.requestID)

	svc, refusal := s.identify(c)
	forgetInventedTokens(c.r)
	var routed bool
	c.operation, c.resource, routed = svc.route(c)
	if c.operation == "" {
		c.operation = r.Method + " " + r.URL.Path
	}
	var needed []permission
	if routed && refusal == nil {
		needed = svc.permissions(c)
		refusal = s.unauthorized(c, svc.dialect().deniedCode, needed)
	}
	entry := s.journal.begin(Entry{
		Time: s.Now(), Service: c.service, Region: c.region, Account: c.account, Operation: c.operation,
		Resource: c.resource, RequestID: c.requestID, UserAgent: r.UserAgent(), Actions: actionsOf(needed),
	})
	defer func() { s.journal.finish(entry, rec.status) }()

	switch {
	case refusal != nil:
		svc.fail(c, refusal.status, refusal.code, refusal.message)
	case !routed:
		svc.fail(c, http.StatusNotImplemented, "NotImplemented", "the simulator does not know "+c.operation+" of "+c.service)
	default:
		s.serveCall(c, svc, entry)
	}
}

// serveCall lets the service answer, or the fault that is armed for the operation.
func (s *Simulator) serveCall(c *call, svc service, entry *Entry) {
	s.catchUp()
	fault, hit := s.faults.take(c.service, c.operation, s.Now())
	if !hit {
		svc.serve(c)
		settle(c.w)
		return
	}
	s.journal.hit(entry, fault.Action)
	fault.strike(c, svc)
}

// unknownService answers for services that the simulator does not have.
type unknownService struct{}

func (unknownService) route(*call) (operation, resource string, ok bool) { return "", "", false }

func (unknownService) serve(c *call) {
	writeJSONError(c, http.StatusNotImplemented, "NotImplemented", "the simulator does not know "+c.service)
}

func (unknownService) fail(c *call, status int, code, message string) {
	writeJSONError(c, status, code, message)
}

func (unknownService) list() []Object { return nil }

func (unknownService) reset() {}

func (unknownService) permissions(*call) []permission { return nil }

func (unknownService) dialect() dialect { return restJSON() }
