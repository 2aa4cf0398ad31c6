// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package ram

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Service is AWS Resource Access Manager.
type Service struct {
	clock     *core.Clock
	accounts  *core.Accounts
	resources Resources
	paths     map[string]string // operation by path

	mu     sync.Mutex
	shares []*share
	tokens map[string]createdByToken // by account, region and token
}

// Resources is the service whose resources are shared.
type Resources interface {
	// HasModel tells whether an account has a custom model.
	HasModel(account, arn string) bool
}

// createdByToken is what a request with a client token made.
type createdByToken struct{ input, arn string }

// New returns a RAM without shares.
func New(clock *core.Clock, accounts *core.Accounts) *Service {
	s := &Service{clock: clock, accounts: accounts, tokens: map[string]createdByToken{}, paths: map[string]string{}}
	for name := range handlers() {
		s.paths["/"+strings.ToLower(name)] = name
	}
	return s
}

// Share lets the resources of a service be shared.
func (s *Service) Share(resources Resources) { s.resources = resources }

// request is one call of an operation.
type request struct {
	*core.Call
	body []byte
	now  time.Time
}

type handler func(s *Service, q *request) (any, error)

func handlers() map[string]handler {
	return map[string]handler{
		"CreateResourceShare":           (*Service).createShare,
		"GetResourceShares":             (*Service).getShares,
		"UpdateResourceShare":           (*Service).updateShare,
		"DeleteResourceShare":           (*Service).deleteShare,
		"AssociateResourceShare":        (*Service).associate,
		"DisassociateResourceShare":     (*Service).disassociate,
		"GetResourceShareAssociations":  (*Service).getAssociations,
		"ListResourceSharePermissions":  (*Service).listSharePermissions,
		"ListResources":                 (*Service).listResources,
		"ListPermissions":               (*Service).listPermissions,
		"ListResourceTypes":             (*Service).listResourceTypes,
		"TagResource":                   (*Service).tagResource,
		"UntagResource":                 (*Service).untagResource,
		"GetResourceShareInvitations":   (*Service).getInvitations,
		"AcceptResourceShareInvitation": (*Service).acceptInvitation,
		"RejectResourceShareInvitation": (*Service).rejectInvitation,
	}
}

// Route finds the operation by its path, which has no members.
func (s *Service) Route(c *core.Call) (operation, resource string, ok bool) {
	operation, ok = s.paths[c.R.URL.Path]
	method := http.MethodPost
	if operation == "DeleteResourceShare" {
		method = http.MethodDelete
	}
	return operation, shareIn(c), ok && c.R.Method == method
}

// shareIn is the share that a request names; empty where it names none.
func shareIn(c *core.Call) string {
	if c.R.Method == http.MethodDelete {
		return c.R.URL.Query().Get("resourceShareArn")
	}
	var body struct {
		ResourceShareARN string `json:"resourceShareArn"`
	}
	if json.Unmarshal(core.Peek(c.R), &body) != nil {
		return "" // the operation refuses it
	}
	return body.ResourceShareARN
}

// Serve carries an operation out.
func (s *Service) Serve(c *core.Call) {
	body, err := io.ReadAll(c.R.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client went away
	}
	q := &request{Call: c, body: body, now: s.clock.Now()}
	var answer any
	if err = s.checkResources(q); err == nil {
		s.mu.Lock()
		answer, err = handlers()[c.Operation](s, q)
		s.mu.Unlock()
	}
	var refused *apiError
	switch {
	case errors.As(err, &refused):
		s.Fail(c, http.StatusBadRequest, refused.code, refused.message)
	case err != nil:
		s.Fail(c, http.StatusInternalServerError, "ServerInternalException", err.Error())
	default:
		core.WriteJSON(c, http.StatusOK, answer)
	}
}

// checkResources refuses to share what the caller does not have. It runs without the lock, since the service that has it asks RAM too.
func (s *Service) checkResources(q *request) error {
	var in struct {
		ResourceARNs []string `json:"resourceArns"`
	}
	if q.Operation != "CreateResourceShare" && q.Operation != "AssociateResourceShare" {
		return nil
	}
	if err := json.Unmarshal(q.body, &in); err != nil {
		return &apiError{"InvalidParameterException", err.Error()}
	}
	for _, arn := range in.ResourceARNs {
		at, isARN := core.ParseARN(arn)
		switch {
		case !isARN:
			return &apiError{"MalformedArnException", "The specified resource ARN " + arn + " is not valid."}
		case at.Service != "bedrock" || !strings.HasPrefix(at.Resource, "custom-model/"):
			return &apiError{"InvalidParameterException", "The resource type of " + arn + " cannot be shared."}
		case at.Region != q.Region || !s.resources.HasModel(q.Account, arn):
			return &apiError{"UnknownResourceException", "The resource " + arn + " could not be found."}
		}
	}
	return nil
}

// decode reads the request. A member that the operation does not have here is one that is not simulated.
func (q *request) decode(v any) error {
	decoder := json.NewDecoder(strings.NewReader(string(q.body)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		return &apiError{"InvalidParameterException", "the simulator does not know all of this " + q.Operation + ": " + err.Error()}
	}
	return nil
}

// apiError is an error that RAM declares.
type apiError struct{ code, message string }

func (e *apiError) Error() string { return e.code + ": " + e.message }

// Fail answers with an error.
func (*Service) Fail(c *core.Call, status int, code, message string) {
	core.WriteJSONError(c, status, code, message)
}

// Dialect is that of all services that speak JSON.
func (*Service) Dialect() core.Dialect { return core.RESTJSON() }

// List returns the shares that are not deleted.
func (s *Service) List() []core.Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	var objects []core.Object
	for _, one := range s.shares {
		if status := one.status(now); status != shareDeleted && status != shareDeleting { // which nobody has to wait for
			objects = append(objects, core.Object{Type: "resource-share", ARN: one.arn, Status: status})
		}
	}
	return objects
}

// Reset forgets everything.
func (s *Service) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shares = nil
	clear(s.tokens)
}
