// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package faults

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// Outcome is how a verb got through a fault.
type Outcome int

// The outcomes.
const (
	NotMet   Outcome = iota // the fault hit nothing
	Survived                // no error
	Refused                 // an error, and nothing that the next apply does not put right
	Broken
)

// Verdict is the outcome of one cell of the matrix.
type Verdict struct {
	Type      string
	Verb      Verb
	Operation string
	Kind      Kind
	Outcome   Outcome
	Reason    string // of Broken
	Elapsed   time.Duration
}

// longestAttempt is more than any attempt may take.
const longestAttempt = time.Minute + time.Second

// Operations runs the verb while nothing fails and returns what it calls, in order, each operation once.
func (s *Scenario) Operations(t *testing.T) (operations []Operation) {
	t.Helper()
	s.inBubble(t, func(w *world) {
		mark := len(w.cloud.Journal())
		w.must(s.run(w))
		synctest.Wait() // the server still notes what the client has already read
		for _, entry := range w.calls(mark) {
			operation := Operation{
				Verb: s.Verb, Service: entry.Service, Name: entry.Operation,
				Creates: entry.Operation == s.Case.Create, Reads: entry.Operation == s.Case.Read,
				Answers: w.watch.hadBody(entry.RequestID),
				Once:    entry.Operation == s.Case.Create && s.Case.Unfound != "",
				HasRole: s.Verb != Data && slices.Contains(w.Arguments(s.Case.Type), "role_arn"),
			}
			known := slices.IndexFunc(operations, func(o Operation) bool { return o.Name == operation.Name && o.Service == operation.Service })
			if known < 0 {
				operations = append(operations, operation)
			} else if operation.Answers {
				operations[known].Answers = true
			}
		}
		if reason := w.recover(); reason != "" {
			t.Errorf("%s %s: without a fault: %s", s.Verb, s.title(), reason)
		}
	})
	return operations
}

// Judge runs the verb while an operation fails in one way.
func (s *Scenario) Judge(t *testing.T, operation Operation, kind Kind) Verdict {
	t.Helper()
	verdict := Verdict{Type: s.title(), Verb: s.Verb, Operation: operation.Name, Kind: kind}
	s.inBubble(t, func(w *world) {
		before := w.State()
		data := w.data()
		for _, fault := range kind.arm(operation) {
			fault.Service, fault.Operation = operation.Service, operation.Name
			w.cloud.AddFault(fault)
		}
		w.watch.restart()
		mark, begun := len(w.cloud.Journal()), time.Now()
		diags := s.run(w)
		verdict.Elapsed = time.Since(begun)
		w.restart()
		if !slices.ContainsFunc(w.calls(mark), func(e simulator.Entry) bool { return e.Fault != "" }) {
			return
		}
		w.believed = kind.believable(operation)
		verdict.Outcome = Survived
		if diags.Errors() != "" {
			verdict.Outcome = Refused
		}
		for _, judge := range []func() string{
			func() string { return w.ran(operation, diags, verdict.Elapsed) },
			func() string { return kind.demands(operation, diags) },
			func() string { return w.untouched(before, data, diags.Errors() != "") },
			func() string { return w.restore(before) },
			w.recover,
			func() string { return w.same(before) },
		} {
			if verdict.Reason = judge(); verdict.Reason != "" {
				verdict.Outcome = Broken
				return
			}
		}
	})
	return verdict
}

// ran says what was wrong with the way the verb ran, whatever it led to.
func (w *world) ran(o Operation, diags acctest.Diagnostics, elapsed time.Duration) string {
	w.watch.mu.Lock()
	defer w.watch.mu.Unlock()
	switch said := diags.Errors(); {
	case strings.Contains(said, "failed unexpectedly"):
		return "panic: " + said
	case strings.Contains(said, acctest.RefusedByTerraform) && !strings.Contains(said, "cannot import non-existent"):
		return said
	case w.watch.requests > tooMany:
		return fmt.Sprintf("endless: more than %d requests", tooMany)
	case w.watch.longest > longestAttempt && o.repeats():
		return fmt.Sprintf("one attempt took %s: %s", w.watch.longest, w.watch.slowest)
	case elapsed > w.s.limit():
		return fmt.Sprintf("took %s, more than %s", elapsed, w.s.limit())
	}
	return ""
}

func (k Kind) demands(o Operation, diags acctest.Diagnostics) string {
	if diags.Errors() != "" && k.survived(o) {
		return "not survived: " + diags.Errors()
	}
	return ""
}

// untouched says what a bad answer changed in the state, as far as the state should not have changed at all.
func (w *world) untouched(before map[string]acctest.Object, data cty.Value, failed bool) string {
	switch {
	case w.s.Verb == Data && !failed && !w.believed && !w.data().RawEquals(data):
		return "the data source believed a bad answer: " + difference(data, w.data())
	case w.s.Verb == Read && (failed || !w.believed):
		return changed(before, w.State())
	case w.s.Verb == Create || w.s.Verb == Delete || w.s.Verb == Import:
		return w.known(failed)
	}
	return ""
}

// data is what the data source read last, without what moves.
func (w *world) data() cty.Value {
	read := w.Data(w.s.dataAddress())
	if len(w.s.Moving) == 0 || read == cty.NilVal {
		return read
	}
	still, err := cty.Transform(read, func(at cty.Path, v cty.Value) (cty.Value, error) {
		if step, ok := last(at).(cty.GetAttrStep); ok && slices.Contains(w.s.Moving, step.Name) {
			return cty.NullVal(v.Type()), nil
		}
		return v, nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return still
}

func last(at cty.Path) cty.PathStep {
	if len(at) == 0 {
		return nil
	}
	return at[len(at)-1]
}

// known says what the state lacks: an object that is in it must have its ARN, and one that waits must not be tainted unless AWS
// said that it failed.
func (w *world) known(failed bool) string {
	object := w.Objects[w.s.address()]
	switch {
	case object == nil && (failed || w.s.Verb == Delete):
		return ""
	case object == nil:
		return "no error, and no object in the state"
	case w.s.key(object) == "":
		return "the object is in the state without its identifier"
	case w.s.Case.Async != nil && object.Tainted && !w.believed:
		return "a running object is tainted"
	}
	return ""
}

// restore imports what the state lost because AWS said that it was gone.
func (w *world) restore(before map[string]acctest.Object) string {
	if !w.believed || w.s.Verb == Data || w.s.Verb == Delete {
		return ""
	}
	for address, object := range before {
		if w.Objects[address] == nil {
			if diags := w.Import(context.Background(), address, object.Type, w.s.key(&object), nil); diags.Errors() != "" {
				return "cannot be imported again: " + diags.Errors()
			}
		}
	}
	return ""
}

// recover applies once more, as a user would when the fault is over, and says what is wrong then.
func (w *world) recover() string {
	ctx, cancel := w.background()
	defer cancel()
	if w.s.Verb == Data {
		return ""
	}
	if w.s.Verb == Delete {
		if diags := w.Destroy(ctx); diags.Errors() != "" {
			return "not recovered by another destroy: " + diags.Errors()
		}
		if left := w.made(); len(left) > 0 && !w.believed {
			return fmt.Sprintf("left behind: %+v", left)
		}
		return ""
	}
	config := w.s.config(w)
	if w.s.Verb == Import && w.Objects[w.s.address()] == nil {
		if diags := w.Import(ctx, w.s.address(), w.s.Case.Type, w.id, nil); diags.Errors() != "" {
			return "not recovered by another import: " + diags.Errors()
		}
	}
	diags := w.Apply(ctx, config)
	if arn := toImport(diags.Errors()); arn != "" && w.s.Verb == Create {
		if more := w.Import(ctx, w.s.address(), w.s.Case.Type, arn, nil); more.Errors() != "" {
			return "the import that the error asks for fails: " + more.Errors()
		}
		diags = w.Apply(ctx, config)
	}
	if diags.Errors() != "" {
		return "not recovered by another apply: " + diags.Errors()
	}
	return w.settled(ctx, config)
}

// toImport is the ARN that an error says to import.
func toImport(said string) string {
	found := regexp.MustCompile(`terraform import \S+ (\S+)`).FindStringSubmatch(said)
	if found == nil {
		return ""
	}
	return strings.TrimRight(found[1], ".,;)")
}

// settled says what is wrong after the last apply: a plan that is not empty, or more or less than one object.
func (w *world) settled(ctx context.Context, config string) string {
	plan := w.Plan(ctx, config)
	switch made := w.made(); {
	case plan.Errors() != "":
		return "the plan after it fails: " + plan.Errors()
	case !plan.Empty() && w.s.Verb != Import:
		return "the plan after it is not empty: " + w.changes(plan)
	case len(made) != min(1, len(w.s.Case.Makes)) && !w.another():
		return fmt.Sprintf("AWS has %d objects, not 1: %+v", len(made), made)
	}
	return ""
}

func (w *world) changes(plan acctest.Plan) string {
	var lines []string
	for _, change := range plan.Changes {
		if change.Action != acctest.NoOp {
			line := fmt.Sprintf("%s %s %v", change.Action, change.Address, change.Replacing)
			if object := w.Objects[change.Address]; object != nil && !change.Planned.IsNull() {
				line += " " + difference(object.Value, change.Planned)
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "; ")
}

// another reports that an apply rightly made another object, under the new name of its configuration: AWS said that the first is gone.
func (w *world) another() bool { return w.believed && w.s.Verb == Update }

// same says whether the object is still the one it was: nothing may replace it for a fault.
func (w *world) same(before map[string]acctest.Object) string {
	was, ok := before[w.s.address()]
	now := w.Objects[w.s.address()]
	if !ok || now == nil || w.s.key(&was) == w.s.key(now) || w.another() {
		return ""
	}
	return fmt.Sprintf("%s was replaced by %s", w.s.key(&was), w.s.key(now))
}

// made are the objects of the type under test that exist in AWS.
func (w *world) made() []simulator.Object {
	return slices.DeleteFunc(w.cloud.Objects(), func(o simulator.Object) bool { return !w.s.Case.Made(o) })
}

// changed says what differs between two states.
func changed(before map[string]acctest.Object, after map[string]acctest.Object) string {
	for _, address := range slices.Sorted(maps.Keys(before)) {
		was, now := before[address], after[address]
		switch {
		case now.Value == cty.NilVal:
			return address + " was removed from the state"
		case now.Tainted != was.Tainted:
			return address + " is tainted"
		case !now.Value.RawEquals(was.Value):
			return address + " changed in the state: " + difference(was.Value, now.Value)
		}
	}
	return ""
}

func difference(was, now cty.Value) string {
	if was == cty.NilVal || now == cty.NilVal || was.IsNull() || now.IsNull() {
		return fmt.Sprintf("%#v -> %#v", was, now)
	}
	var lines []string
	before, after := was.AsValueMap(), now.AsValueMap()
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if !before[name].RawEquals(after[name]) {
			lines = append(lines, name+": "+fromDifference(fmt.Sprintf("%#v", before[name]), fmt.Sprintf("%#v", after[name])))
		}
	}
	return strings.Join(lines, ", ")
}

// fromDifference shows two texts from a little before the place where they begin to differ.
func fromDifference(was, now string) string {
	const shown = 80
	at := 0
	for at < min(len(was), len(now)) && was[at] == now[at] {
		at++
	}
	at = max(0, at-shown)
	return fmt.Sprintf("%.*s -> %.*s", 3*shown, was[at:], 3*shown, now[at:])
}
