// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package faults

import (
	"context"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklogtest"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// world is one account and one provider in a bubble of their own time.
type world struct {
	*acctest.Workspace
	t     testing.TB
	cloud *acctest.Cloud
	watch *watch
	s     *Scenario
	id    string // of the object that Import imports
	// log is where the provider logs to while the verb runs; nil for nowhere.
	log io.Writer
	// believed says that the fault is one that AWS may mean.
	believed bool
}

// inBubble runs f in a world where the scenario is prepared up to the verb.
func (s *Scenario) inBubble(t *testing.T, f func(w *world)) {
	t.Helper()
	acctest.Virtual(t, func(t *testing.T) {
		w := &world{t: t, s: s, watch: &watch{bodies: map[string]bool{}}}
		w.cloud = acctest.NewVirtualCloud(t, w.watch.wrap, s.Idle)
		if s.Case.Prepare != nil {
			s.Case.Prepare(t, w.cloud)
		}
		w.Workspace = acctest.NewWorkspace(t, w.provider(), s.Case.Domains, provider.WithDial(w.cloud.Dial))
		s.prepare(w)
		w.restart()
		f(w)
	})
}

// restart is the next run of Terraform: a new process of the provider, and nothing that fails.
func (w *world) restart() {
	w.cloud.ClearFaults()
	w.Reconfigure(w.provider(), w.s.Case.Domains, provider.WithDial(w.cloud.Dial))
}

func (w *world) provider() acctest.ProviderConfig {
	config := w.s.Case.Config(w.cloud)
	maps.Copy(config, w.s.Provider)
	return config
}

// must stops the scenario when something fails before any fault is armed, or after all of them have been.
func (w *world) must(diags acctest.Diagnostics) {
	w.t.Helper()
	if diags.Errors() != "" {
		w.t.Fatalf("%s %s: without a fault: %s", w.s.Verb, w.s.Case.Type, diags.Errors())
	}
}

// watch sees every request to the simulator.
type watch struct {
	mu       sync.Mutex
	requests int
	longest  time.Duration // how long a client waited for one answer
	slowest  string
	bodies   map[string]bool // by request id, whether the answer had one
}

// tooMany is more requests than any verb needs, even one that polls for hours while every poll is tried 25 times.
const tooMany = 8_000

func (v *watch) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		v.requests++
		endless := v.requests > tooMany
		v.mu.Unlock()
		if endless { // end it, so that the test can say so
			http.Error(w, "too many requests for one verb", http.StatusBadRequest)
			return
		}
		begun := time.Now()
		defer func() {
			v.mu.Lock()
			defer v.mu.Unlock()
			if took := time.Since(begun); took > v.longest && !movesObject(r) {
				v.longest, v.slowest = took, r.Method+" "+r.URL.Path
			}
		}()
		counter := &bodyCounter{ResponseWriter: w}
		next.ServeHTTP(counter, r)
		v.answered(w.Header().Get("X-Amzn-Requestid"), counter.written && r.Method != http.MethodHead)
	})
}

func (v *watch) answered(requestID string, body bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.bodies[requestID] = body
}

func (v *watch) hadBody(requestID string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.bodies[requestID]
}

// bodyCounter notes whether an answer has a body.
type bodyCounter struct {
	http.ResponseWriter
	written bool
}

func (c *bodyCounter) Write(b []byte) (int, error) {
	c.written = c.written || len(b) > 0
	return c.ResponseWriter.Write(b)
}

// Unwrap lets the simulator reach the connection.
func (c *bodyCounter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// movesObject reports whether the time of a request depends on the size of an S3 object.
func movesObject(r *http.Request) bool {
	object := strings.Count(strings.Trim(r.URL.Path, "/"), "/") > 0 && strings.Contains(r.Header.Get("Authorization"), "/s3/aws4_request")
	return object && (r.Method == http.MethodGet || r.Method == http.MethodPut)
}

func (v *watch) restart() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.requests, v.longest = 0, 0
}

// calls are the operations in the journal from a mark on.
func (w *world) calls(mark int) []simulator.Entry { return w.cloud.Journal()[mark:] }

// background is the context of a verb that nobody interrupts; it ends only what would never end.
func (w *world) background() (context.Context, context.CancelFunc) {
	ctx := context.Background()
	if w.log != nil {
		ctx = tfsdklogtest.RootLogger(tflogtest.RootLogger(ctx, w.log), w.log)
	}
	return context.WithTimeout(ctx, 10*w.s.limit())
}
