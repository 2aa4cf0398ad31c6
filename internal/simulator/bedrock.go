// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

// bedrockService is the Bedrock control plane.
type bedrockService struct {
	aws    *neighbours
	routes []bedrockRoute

	mu       sync.Mutex // held while an operation is served: each is atomic, as AWS's are
	regions  map[bedrockScope]*bedrockRegion
	accounts map[string]*bedrockAccount // by id
}

// bedrockScope is the account and region that an object belongs to.
type bedrockScope struct{ account, region string }

// bedrockRegion holds the objects of one account in one region.
type bedrockRegion struct {
	bedrockScope
	jobs           []*customizationJob // in the order of creation; a job record is never deleted
	models         []*customModel
	deployments    []*modelDeployment
	throughputs    []*throughput
	profiles       []*inferenceProfile // of the type APPLICATION
	invocationJobs []*invocationJob    // in the order of creation; a job record is never deleted
	tags           map[string][]tag    // by ARN; an object that can be tagged has an entry from its creation to its deletion
	tokens         map[string]createdByToken
}

func newBedrockService(aws *neighbours) *bedrockService {
	return &bedrockService{
		aws: aws, routes: bedrockRoutes(), regions: map[bedrockScope]*bedrockRegion{}, accounts: map[string]*bedrockAccount{},
	}
}

// bedrockRequest is one call of an operation that the service knows.
type bedrockRequest struct {
	*call
	aws      *neighbours
	state    *bedrockRegion
	owner    *bedrockAccount
	standing Account
	// management is the account whose use-case form the caller inherits; nil for none.
	management *bedrockAccount

	path  map[string]string // the members of the path, unescaped
	query url.Values
	body  []byte
	now   time.Time
}

func (s *bedrockService) route(c *call) (operation, resource string, ok bool) {
	route, members, ok := s.match(c.r)
	if !ok {
		known, _, _ := awsmodel.Bedrock.Route(c.r.Method, c.r.URL.EscapedPath())
		return known.Name, "", false
	}
	for _, segment := range route.segments {
		if segment.member {
			resource = members[segment.text]
		}
	}
	return route.operation, resource, true
}

func (s *bedrockService) serve(c *call) {
	route, members, _ := s.match(c.r) // the front passes on only what route has named
	body, err := io.ReadAll(c.r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client went away: what it asked for was never received
	}
	answer, err := s.perform(route, &bedrockRequest{call: c, aws: s.aws, path: members, query: c.r.URL.Query(), body: body})
	if err != nil {
		var refused *bedrockError
		if !errors.As(err, &refused) {
			refused = &bedrockError{http.StatusInternalServerError, "InternalServerException", err.Error()}
		}
		s.fail(c, refused.status, refused.code, refused.message)
		return
	}
	writeJSON(c, route.status, answer)
}

// perform carries out one operation; nothing else changes the objects meanwhile.
func (s *bedrockService) perform(route bedrockRoute, q *bedrockRequest) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q.now = s.now()
	q.state = s.region(bedrockScope{q.account, q.region})
	q.owner = s.accountState(q.account)
	q.standing = s.aws.accounts.get(q.account)
	if id := q.standing.Management; id != "" {
		q.management = s.accountState(id)
	}
	s.settleJobs(q.now)
	return route.handle(q)
}

func (s *bedrockService) dialect() dialect { return restJSON() }

func (s *bedrockService) fail(c *call, status int, code, message string) {
	writeJSONError(c, status, code, message)
}

// region returns the objects of an account and region; s.mu is held.
func (s *bedrockService) region(scope bedrockScope) *bedrockRegion {
	r, ok := s.regions[scope]
	if !ok {
		r = &bedrockRegion{bedrockScope: scope, tags: map[string][]tag{}, tokens: map[string]createdByToken{}}
		s.regions[scope] = r
	}
	return r
}

// catchUp lets every job reach the state it has at the virtual time.
func (s *bedrockService) catchUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settleJobs(s.now())
}

// now is the virtual time in the precision of Bedrock's timestamps.
func (s *bedrockService) now() time.Time { return s.aws.clock.now().Truncate(time.Millisecond) }

func (s *bedrockService) settleJobs(now time.Time) {
	for _, region := range s.regions {
		standing := s.aws.accounts.get(region.account)
		for _, job := range region.jobs {
			job.advance(s.aws, region, standing, now)
		}
		for _, job := range region.invocationJobs {
			job.advance(s.aws, region, now)
		}
		region.settleDeployments(now)
		region.settleThroughputs(now)
	}
}

// list returns running jobs, custom models and what serves them, application inference profiles and agreements. The record of a job
// that has ended is not an object, nor is the use-case form: AWS has no operation that deletes them.
func (s *bedrockService) list() []Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	objects := s.listAgreements(s.now())
	for _, region := range s.regions {
		for _, job := range region.jobs {
			if !job.ended() {
				objects = append(objects, Object{"model-customization-job", job.arn, job.status})
			}
		}
		for _, model := range region.models {
			objects = append(objects, Object{"custom-model", model.arn, model.status})
		}
		for _, deployment := range region.deployments {
			objects = append(objects, Object{"custom-model-deployment", deployment.arn, deployment.status})
		}
		for _, t := range region.throughputs {
			objects = append(objects, Object{"provisioned-model", t.arn, t.status})
		}
		for _, profile := range region.profiles {
			objects = append(objects, Object{"application-inference-profile", profile.arn, profileActive})
		}
		for _, job := range region.invocationJobs {
			if !job.ended() {
				objects = append(objects, Object{"model-invocation-job", job.arn, job.status})
			}
		}
	}
	return objects
}

func (s *bedrockService) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.regions)
	clear(s.accounts)
}

// decode reads the request body. A member that the operation does not have is refused, so that a misspelt one is found.
func (q *bedrockRequest) decode(v any) error {
	if len(bytes.TrimSpace(q.body)) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(q.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		return validationError(fmt.Sprintf("The request body is not valid: %v", err))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return validationError("The request body is not valid: one JSON object is expected")
	}
	return nil
}

// arn builds the ARN of an object of the caller.
func (q *bedrockRequest) arn(resource string) string {
	return arn{partition(q.region), "bedrock", q.region, q.account, resource}.String()
}
