// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package conformance is the contract that every managed resource meets, as checks that run against any of them from its
// fixtures. A resource shares the exam, not a base class.
package conformance

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/knownfailure"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// Case is one resource type under examination. The resource is called "test" in its fixtures.
type Case struct {
	Type string
	// Dir holds min.tf, max.tf and update.tf, which differs from max.tf in everything that changes in place.
	Dir     string
	Domains []domain.Domain
	// Provider are arguments of the provider that the fixtures need, besides those of every test.
	Provider acctest.ProviderConfig
	// Prepare makes what the fixtures refer to and do not make themselves.
	Prepare func(t testing.TB, cloud *acctest.Cloud)
	// BeforeDelete brings about that AWS deletes an object, known by its key, that it would not delete yet; nil where it does at
	// any time.
	BeforeDelete func(t testing.TB, cloud *acctest.Cloud, key string)
	// Create, Read and Delete are the AWS operations behind the verbs. Delete is empty where AWS has none.
	Create, Read, Delete string
	// ID is the attribute that an import takes as id, and by which the object is known; empty means arn.
	ID string
	// CreateReads is how many requests of Read an apply sends before that of Create, as to look for what exists already.
	CreateReads int
	// Makes are the simulator's types of what a create makes, of which one must exist for each create; empty where AWS has
	// nothing that could ever be deleted again.
	Makes []string
	// Sources are the ARNs of what Prepare makes of the same types.
	Sources []string
	// Replaces maps every argument that AWS cannot change in place to another value in HCL, applied to max.tf.
	Replaces map[string]string
	// Together are the other arguments that must change with an argument of Replaces, to keep the configuration valid.
	Together map[string]map[string]string
	// UntilCompleted maps every argument that replaces a job until it is completed, and changes the state only from then on.
	UntilCompleted map[string]string
	// ProviderOnly maps every argument that AWS never sees to another value in HCL.
	ProviderOnly map[string]string
	// ImportAs are arguments of max.tf that no import can find out, and what to write instead.
	ImportAs map[string]string
	// SameSpelling maps arguments of max.tf to another spelling of the same value.
	SameSpelling map[string]string
	// Refused maps arguments to another value in HCL that every plan for an existing object refuses, applied to max.tf.
	Refused map[string]string
	// InPlace are the arguments that update.tf changes.
	InPlace []string
	// RefreshCalls is the most requests that one refresh may send.
	RefreshCalls int
	// NoopCalls is the most requests that a plan without changes may send, its refresh left out; usually none.
	NoopCalls int
	// ReadTags is the operation that reads the tags and nothing else; empty where there is none.
	ReadTags string
	// Async describes the wait of a resource that has one.
	Async *Async
	// Unfound says why what a create leaves can be neither read nor found nor imported; empty for all that AWS keeps.
	Unfound string
	// Exempt are checks that do not apply, with the reason; a check and an argument, as "check/argument", for one that goes through
	// the arguments.
	Exempt map[string]string
	// Known are checks that fail today, named as in Exempt.
	Known map[string]knownfailure.Mark
}

// Async is the wait of a resource.
type Async struct {
	// Waiting is the line of configuration that makes the resource wait to the end; empty when it always does.
	Waiting string
	// NotWaiting is the line that makes it not wait at all; empty when it always does.
	NotWaiting string
	// Failing maps the arguments of min.tf that make AWS report a final failure.
	Failing func(t testing.TB, cloud *acctest.Cloud)
	// Stop ends the running object from outside, and leaves a record; nil where AWS has no such thing.
	Stop func(t testing.TB, cloud *acctest.Cloud, arn string)
	// Filled is an attribute that only completion fills.
	Filled string
	// Missing is what a refresh does about an object that AWS does not know: "keep" or "remove".
	Missing string
	// FailureMessage is the attribute with AWS's reason for a failure; empty means failure_message.
	FailureMessage string
	// Free says why running it again costs nothing, so that no plan need warn of a price; empty for what is paid.
	Free string
}

// Config is the configuration of the provider for the fixtures.
func (c Case) Config(cloud *acctest.Cloud) acctest.ProviderConfig {
	config := cloud.For(acctest.Region)
	maps.Copy(config, c.Provider)
	return config
}

// MakeDeletable brings about that AWS deletes an object; nil is none.
func (c Case) MakeDeletable(t testing.TB, cloud *acctest.Cloud, object *acctest.Object) {
	t.Helper()
	if c.BeforeDelete != nil && object != nil {
		c.BeforeDelete(t, cloud, c.Key(object))
	}
}

// key is what the object in the state is known by; empty when it is not in the state.
func (s *subject) key() string { return s.Key(s.Objects[s.address()]) }

// Key is what an object is known by, and what an import takes as id; empty for nil.
func (c Case) Key(object *acctest.Object) string {
	if object == nil {
		return ""
	}
	return object.Attr(c.KeyAttribute())
}

// KeyAttribute is the attribute that has the key.
func (c Case) KeyAttribute() string {
	if c.ID == "" {
		return "arn"
	}
	return c.ID
}

// Importable are the arguments of max.tf, and what to write instead, that make it the configuration of an imported object: defaults
// for what AWS never sees.
func (c Case) Importable() map[string]string {
	arguments := maps.Clone(c.ImportAs)
	if arguments == nil {
		arguments = map[string]string{}
	}
	for argument := range c.ProviderOnly {
		if _, needed := arguments[argument]; !needed {
			arguments[argument] = "null"
		}
	}
	return arguments
}

// address is the resource under examination.
func (c Case) address() string { return c.Type + ".test" }

// subject is a fresh account with a fresh workspace for one check.
type subject struct {
	Case
	*acctest.Workspace
	t       testing.TB
	cloud   *acctest.Cloud
	clock   *acctest.Clock
	virtual bool // it is in a bubble
}

func newSubject(t testing.TB, c Case, virtual bool) *subject {
	t.Helper()
	var cloud *acctest.Cloud
	if virtual {
		cloud = acctest.NewVirtualCloud(t, nil, 0)
	} else {
		cloud = acctest.NewCloud(t)
	}
	clock := acctest.NewClock(cloud)
	if c.Prepare != nil {
		c.Prepare(t, cloud)
	}
	return &subject{
		Case: c, t: t, cloud: cloud, clock: clock, virtual: virtual,
		Workspace: acctest.NewWorkspace(t, c.Config(cloud), c.Domains, provider.WithClock(clock), provider.WithDial(cloud.Dial)),
	}
}

// Made reports whether an object is what the resource makes.
func (c *Case) Made(o simulator.Object) bool {
	return slices.Contains(c.Makes, o.Type) && !slices.Contains(c.Sources, o.ARN)
}

// config is the provider's configuration with other arguments.
func (s *subject) config(other acctest.ProviderConfig) acctest.ProviderConfig {
	config := s.Config(s.cloud)
	maps.Copy(config, other)
	return config
}

// restart is the next run of Terraform with a configuration of the provider: a new process, the same state.
func (s *subject) restart(config acctest.ProviderConfig) {
	s.t.Helper()
	s.Reconfigure(config, s.Domains, provider.WithClock(s.clock), provider.WithDial(s.cloud.Dial))
}

// destroy destroys everything once AWS would.
func (s *subject) destroy() error {
	s.MakeDeletable(s.t, s.cloud, s.Objects[s.address()])
	if diags := s.Destroy(context.Background()); diags.Errors() != "" {
		return fmt.Errorf("destroy: %s", diags.Errors())
	}
	return nil
}

// fresh is another account for the same check.
func (s *subject) fresh() *subject { return newSubject(s.t, s.Case, s.virtual) }

// fixture reads min, max or update.
func (s *subject) fixture(name string) string {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.Dir, name+".tf"))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}

// with sets arguments of the resource under examination to other HCL expressions.
func (s *subject) with(config string, arguments map[string]string) string {
	s.t.Helper()
	changed, err := acctest.SetArguments(config, s.Type, "test", arguments)
	if err != nil {
		s.t.Fatal(err)
	}
	return changed
}

// waiting is min.tf in which the resource waits to the end.
func (s *subject) waiting() string { return s.withLine(s.Async.Waiting) }

// notWaiting is min.tf in which the resource does not wait.
func (s *subject) notWaiting() string { return s.withLine(s.Async.NotWaiting) }

func (s *subject) withLine(line string) string {
	if line == "" {
		return s.fixture("min")
	}
	argument, value, _ := strings.Cut(line, "=")
	return s.with(s.fixture("min"), map[string]string{strings.TrimSpace(argument): strings.TrimSpace(value)})
}

func (s *subject) apply(config string) error {
	if diags := s.Apply(context.Background(), config); diags.Errors() != "" {
		return fmt.Errorf("apply: %s", diags.Errors())
	}
	return nil
}

func (s *subject) emptyPlan(config string) error {
	plan := s.Plan(context.Background(), config)
	if plan.Errors() != "" {
		return fmt.Errorf("plan: %s", plan.Errors())
	}
	for _, change := range plan.Changes {
		if change.Action != acctest.NoOp {
			return fmt.Errorf("the plan is not empty: %s of %s (replacing %v)\n%s", change.Action, change.Address, change.Replacing,
				s.difference(change))
		}
	}
	return nil
}

func (s *subject) difference(change acctest.Change) string {
	object := s.Objects[change.Address]
	if object == nil || change.Planned.IsNull() {
		return ""
	}
	var lines []string
	was, will := object.Value.AsValueMap(), change.Planned.AsValueMap()
	for _, name := range slices.Sorted(maps.Keys(will)) {
		if !was[name].RawEquals(will[name]) {
			lines = append(lines, fmt.Sprintf("  %s: %#v -> %#v", name, was[name], will[name]))
		}
	}
	return strings.Join(lines, "\n")
}

// counts asserts how often operations were called since a mark.
func (s *subject) counts(want map[string]int) error {
	var wrong []error
	for operation, n := range want {
		if got := s.cloud.Count(operation); operation != "" && got != n {
			wrong = append(wrong, fmt.Errorf("%s was called %d times, want %d", operation, got, n))
		}
	}
	return errors.Join(wrong...)
}

// existing are the objects of the types under examination.
func (s *subject) existing() []simulator.Object {
	return slices.DeleteFunc(s.cloud.Objects(), func(o simulator.Object) bool { return !s.Made(o) })
}

// single asserts that AWS has exactly one object, and that it is the one in the state.
func (s *subject) single() error {
	objects := s.existing()
	if len(objects) != 1 && len(s.Makes) > 0 {
		return fmt.Errorf("AWS has %d objects, want 1: %+v", len(objects), objects)
	}
	return nil
}

func (s *subject) untainted() error {
	object := s.Objects[s.address()]
	switch {
	case object == nil:
		return errors.New("the object is not in the state")
	case object.Tainted:
		return errors.New("the object is tainted")
	case s.key() == "":
		return errors.New("the object is in the state without what identifies it")
	}
	return nil
}
