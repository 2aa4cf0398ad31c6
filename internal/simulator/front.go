// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// ServeHTTP answers one request to a simulated service or to the test controls.
func (s *Simulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, controlPrefix) {
		s.serveControl(w, r)
		return
	}
	rec := &recorder{ResponseWriter: w}
	c := &core.Call{W: rec, R: r, RequestID: core.NewUUID()}
	w.Header().Set("X-Amzn-Requestid", c.RequestID)

	svc, refusal := s.identify(c)
	forgetInventedTokens(c.R)
	var routed bool
	c.Operation, c.Resource, routed = svc.Route(c)
	if c.Operation == "" {
		c.Operation = r.Method + " " + r.URL.Path
	}
	var needed []core.Permission
	if routed && refusal == nil {
		needed = svc.Permissions(c)
		refusal = s.unauthorized(c, svc.Dialect().DeniedCode, needed)
	}
	entry := s.journal.begin(Entry{
		Time: s.Now(), Service: c.Service, Region: c.Region, Account: c.Account, Operation: c.Operation,
		Resource: c.Resource, RequestID: c.RequestID, UserAgent: r.UserAgent(), Actions: actionsOf(needed),
	})
	defer func() { s.journal.finish(entry, rec.status) }()

	switch {
	case refusal != nil:
		svc.Fail(c, refusal.Status, refusal.Code, refusal.Message)
	case !routed:
		svc.Fail(c, http.StatusNotImplemented, "NotImplemented", "the simulator does not know "+c.Operation+" of "+c.Service)
	default:
		s.serveCall(c, svc, entry)
	}
}

// serveCall lets the service answer, or the fault that is armed for the operation.
func (s *Simulator) serveCall(c *core.Call, svc core.Service, entry *Entry) {
	s.catchUp()
	fault, hit := s.faults.take(c.Service, c.Operation, s.Now())
	if !hit {
		svc.Serve(c)
		settle(c.W)
		return
	}
	s.journal.hit(entry, fault.Action)
	fault.strike(c, svc)
}

// unknownService answers for services that the simulator does not have.
type unknownService struct{}

func (unknownService) Route(*core.Call) (operation, resource string, ok bool) { return "", "", false }

func (unknownService) Serve(c *core.Call) {
	core.WriteJSONError(c, http.StatusNotImplemented, "NotImplemented", "the simulator does not know "+c.Service)
}

func (unknownService) Fail(c *core.Call, status int, code, message string) {
	core.WriteJSONError(c, status, code, message)
}

func (unknownService) List() []core.Object { return nil }

func (unknownService) Reset() {}

func (unknownService) Permissions(*core.Call) []core.Permission { return nil }

func (unknownService) Dialect() core.Dialect { return core.RESTJSON() }
