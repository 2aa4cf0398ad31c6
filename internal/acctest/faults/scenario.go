// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package faults

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
)

// Verb is what Terraform asks of the provider.
type Verb string

// The verbs. Each includes the plan and the refresh that Terraform makes with it.
const (
	Create Verb = "create"
	Read   Verb = "read"
	Update Verb = "update"
	Resume Verb = "resume" // an update that waits on for what an interrupted create started
	Delete Verb = "delete"
	Import Verb = "import"
	Data   Verb = "data" // a data source is read
)

// Scenario is one verb of one type.
type Scenario struct {
	Case conformance.Case
	Verb Verb
	// Data is the configuration of a data source; its type is Case.Type.
	Data string
	// Moving are the attributes of the data source, at any depth, that are others each time they are read.
	Moving []string
	// Edit, if not nil, changes every fixture before it is used.
	Edit func(config string) string
	// Provider are further arguments of the provider.
	Provider acctest.ProviderConfig
	// Idle is how long the server keeps an unused connection open; 0 for ever.
	Idle time.Duration
}

// Scenarios are the verbs of a resource.
func Scenarios(c conformance.Case) []*Scenario {
	verbs := []Verb{Create, Read, Delete, Import}
	if c.Unfound != "" {
		verbs = []Verb{Create, Delete}
	}
	if len(c.InPlace) > 0 {
		verbs = append(verbs, Update)
	}
	if c.Async != nil && c.Async.Waiting != "" {
		verbs = append(verbs, Resume)
	}
	var all []*Scenario
	for _, verb := range verbs {
		all = append(all, &Scenario{Case: c, Verb: verb})
	}
	return all
}

// OfData is the scenario of a data source. Its configuration may hold resources, which are applied before.
func OfData(c conformance.Case, config string) *Scenario {
	return &Scenario{Case: c, Verb: Data, Data: config}
}

// waitLimit is what scenarios set as the timeouts of a type that waits; everything the simulator does takes less.
const waitLimit = 3 * time.Hour

// limit is how long the verb may take: its timeouts where it waits, and elsewhere the two or three calls in a row that each
// may be tried for five minutes, beside a role that may take two and a busy object that may take five. A data source has only calls,
// and only throttled ones take that long.
func (s *Scenario) limit() time.Duration {
	switch {
	case s.Verb == Data:
		return 15 * time.Minute
	case s.Case.Async != nil:
		return waitLimit + 10*time.Minute
	}
	return 30 * time.Minute
}

// title is the type as the table names it.
func (s *Scenario) title() string {
	if s.Verb == Data {
		return "data." + s.Case.Type
	}
	return s.Case.Type
}

func (s *Scenario) address() string { return s.Case.Type + ".test" }

// key is what the object is known by, and imported by; empty for an object that is not there.
func (s *Scenario) key(object *acctest.Object) string {
	switch {
	case object == nil:
		return ""
	case s.Case.ID == "" || object.Type != s.Case.Type:
		return object.Attr("arn")
	}
	return object.Attr(s.Case.ID)
}

// dataAddress is the address of a data source, without "data.".
func (s *Scenario) dataAddress() string { return s.address() }

// config is the configuration that the verb brings about.
func (s *Scenario) config(w *world) string {
	switch s.Verb {
	case Update:
		return s.fixture(w, "update")
	case Data:
		return s.Data
	default:
		return s.fixture(w, "max")
	}
}

func (s *Scenario) fixture(w *world, name string) string {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.Case.Dir, name+".tf"))
	if err != nil {
		w.t.Fatal(err)
	}
	config := string(text)
	if s.Edit != nil {
		config = s.Edit(config)
	}
	if s.Case.Async == nil || !slices.Contains(w.Arguments(s.Case.Type), "timeouts") {
		return config
	}
	limits := `{ create = "` + waitLimit.String() + `", update = "` + waitLimit.String() + `" }`
	if config, err = acctest.SetArguments(config, s.Case.Type, "test", map[string]string{"timeouts": limits}); err != nil {
		w.t.Fatal(err)
	}
	return config
}

// prepare brings about what the verb needs.
func (s *Scenario) prepare(w *world) {
	w.t.Helper()
	switch s.Verb {
	case Create:
	case Data:
		w.must(w.Apply(context.Background(), s.Data))
	case Resume:
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Second) // in the middle of its wait
		defer stop()
		w.must(w.Apply(ctx, s.fixture(w, "max")))
	default:
		w.must(w.Apply(context.Background(), s.fixture(w, "max")))
		w.must(w.Refresh(context.Background()))
	}
	if s.Verb == Delete {
		s.Case.MakeDeletable(w.t, w.cloud, w.Object(s.address()))
	}
	if s.Verb == Import {
		w.id = s.key(w.Object(s.address()))
		w.Forget(s.address())
	}
}

// run is the verb itself.
func (s *Scenario) run(w *world) acctest.Diagnostics {
	ctx, cancel := w.background()
	defer cancel()
	switch s.Verb {
	case Read:
		return w.Refresh(ctx)
	case Delete:
		return w.Destroy(ctx)
	case Import:
		return w.Import(ctx, s.address(), s.Case.Type, w.id, nil)
	case Data:
		return w.Plan(ctx, s.config(w)).Diagnostics
	default:
		return w.Apply(ctx, s.config(w))
	}
}
