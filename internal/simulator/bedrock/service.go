// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Service is the Bedrock control plane.
type Service struct {
	aws      *Neighbours
	kinds    []kind
	handlers map[string]handler // by operation
	reworded map[string]string

	mu       sync.Mutex // held while an operation is served: each is atomic, as AWS's are
	regions  map[scope]*region
	accounts map[string]*account // by id
}

// scope is the account and region that an object belongs to.
type scope struct{ account, region string }

// region holds the objects of one account in one region.
type region struct {
	scope
	stores map[any]lister        // by type, see of
	tags   map[string][]core.Tag // by ARN; an object that can be tagged has an entry from its creation to its deletion
	tokens map[string]createdByToken
}

// New returns a Bedrock that holds nothing yet.
func New(aws *Neighbours) *Service {
	s := &Service{aws: aws, kinds: kinds(), handlers: map[string]handler{}, reworded: map[string]string{},
		regions: map[scope]*region{}, accounts: map[string]*account{}}
	for _, k := range s.kinds {
		maps.Copy(s.handlers, k.handlers)
		maps.Copy(s.reworded, k.reworded)
	}
	return s
}

// request is one call of an operation that the service knows.
type request struct {
	*core.Call
	aws      *Neighbours
	state    *region
	at       func(scope) *region // the objects of another account or region
	owner    *account
	standing core.Account
	// management is the account whose use-case form the caller inherits; nil for none.
	management *account

	path  map[string]string // the members of the path, unescaped
	query url.Values
	body  []byte
	now   time.Time
}

// Route finds the operation in AWS's own models. The resource is the last member of the path.
func (s *Service) Route(c *core.Call) (operation, resource string, ok bool) {
	known, ok := find(c.R)
	if !ok {
		return "", "", false
	}
	if at := strings.LastIndex(known.HTTP.URI, "{"); at >= 0 {
		name, _, _ := strings.Cut(known.HTTP.URI[at+1:], "}")
		resource = known.members[name]
	}
	return known.Name, resource, s.handlers[known.Name] != nil
}

// Serve carries an operation out.
func (s *Service) Serve(c *core.Call) {
	known, _ := find(c.R) // the front passes on only what Route has named
	body, err := io.ReadAll(c.R.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client went away: what it asked for was never received
	}
	var answer any
	if err = s.check(known, c.R, body); err == nil {
		q := &request{Call: c, aws: s.aws, path: known.members, query: c.R.URL.Query(), body: body}
		answer, err = s.perform(s.handlers[known.Name], q)
	}
	if err != nil {
		var refused *apiError
		if !errors.As(err, &refused) {
			refused = &apiError{"InternalServerException", err.Error()}
		}
		s.Fail(c, refused.status(), refused.code, refused.message)
		return
	}
	core.WriteJSON(c, known.HTTP.Status, answer)
}

// perform carries out one operation; nothing else changes the objects meanwhile.
func (s *Service) perform(handle handler, q *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q.now = s.now()
	q.state, q.at = s.region(scope{q.Account, q.Region}), s.region
	q.owner = s.accountState(q.Account)
	q.standing = s.aws.Accounts.Get(q.Account)
	if id := q.standing.Management; id != "" {
		q.management = s.accountState(id)
	}
	s.settle(q.now)
	return handle(q)
}

// Dialect is that of all services that speak JSON.
func (s *Service) Dialect() core.Dialect { return core.RESTJSON() }

// Fail answers with an error.
func (s *Service) Fail(c *core.Call, status int, code, message string) {
	core.WriteJSONError(c, status, code, message)
}

// region returns the objects of an account and region; s.mu is held.
func (s *Service) region(scope scope) *region {
	r, ok := s.regions[scope]
	if !ok {
		r = &region{scope: scope, stores: map[any]lister{}, tags: map[string][]core.Tag{}, tokens: map[string]createdByToken{}}
		s.regions[scope] = r
	}
	return r
}

// CatchUp lets every job reach the state it has at the virtual time.
func (s *Service) CatchUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle(s.now())
}

// now is the virtual time in the precision of Bedrock's timestamps.
func (s *Service) now() time.Time { return s.aws.Clock.Now().Truncate(time.Millisecond) }

// settle brings everything to the virtual time, kind by kind; s.mu is held.
func (s *Service) settle(now time.Time) {
	for _, region := range s.regions {
		for _, k := range s.kinds {
			if k.settle != nil {
				k.settle(s.aws, region, now)
			}
		}
	}
}

// List returns what clients made and can end or delete. The record of a job that has ended is not an object, nor is the use-case
// form: AWS has no operation that deletes them.
func (s *Service) List() []core.Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	objects := s.listAgreements(s.now())
	for _, region := range s.regions {
		for _, store := range region.stores {
			objects = append(objects, store.list(s.now())...)
		}
	}
	return objects
}

// Reset forgets everything.
func (s *Service) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.regions)
	clear(s.accounts)
}

// decode reads the request body, which breaks no rule of the model. A member that the handler does not have is one that is not simulated.
func (q *request) decode(v any) error {
	if len(bytes.TrimSpace(q.body)) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(q.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		return &apiError{notSimulated, "the simulator does not know all of this " + q.Operation + ": " + err.Error()}
	}
	return nil
}

// arn builds the ARN of an object of the caller.
func (q *request) arn(resource string) string {
	return core.NewARN(core.Partition(q.Region), "bedrock", q.Region, q.Account, resource).String()
}
