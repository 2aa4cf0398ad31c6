// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// Check is one line of the contract.
type Check struct {
	Name string
	// Async checks are for resources that wait.
	Async bool
	// Virtual checks make the SDK pause: their time is that of a bubble, and passes at once.
	Virtual bool
	Run     func(s *subject) error
}

// errDoesNotApply is the answer of a check that the resource gives no occasion for.
var errDoesNotApply = errors.New("the check does not apply")

// Run examines a case, one subtest for each check, and records the results in the table.
func Run(t *testing.T, c Case, table *Table) {
	t.Helper()
	for _, name := range slices.Concat(slices.Collect(maps.Keys(c.Exempt)), slices.Collect(maps.Keys(c.Known))) {
		check, _, _ := strings.Cut(name, "/")
		if !slices.ContainsFunc(Checks(), func(known Check) bool { return known.Name == check }) {
			t.Errorf("%s has an exception from %q, which is no check", c.Type, name)
		}
	}
	for _, check := range Checks() {
		t.Run(check.Name, func(t *testing.T) {
			t.Parallel()
			if check.Async && c.Async == nil {
				table.record(check.Name, c.Type, "-")
				return
			}
			if reason := c.Exempt[check.Name]; reason != "" {
				table.record(check.Name, c.Type, "exempt")
				t.Skipf("exempt: %s", reason)
			}
			table.record(check.Name, c.Type, "NO")
			table.record(check.Name, c.Type, c.judge(t, check.Name, Examine(t, c, check)))
		})
	}
}

// judge tells of what a check found, and returns its result for the table.
func (c Case) judge(t *testing.T, check string, found error) (result string) {
	t.Helper()
	if errors.Is(found, errDoesNotApply) {
		return "-"
	}
	result = "yes"
	unknown := problems(found)
	for name, mark := range c.Known {
		known, argument, _ := strings.Cut(name, "/")
		if known != check {
			continue
		}
		result = "known"
		about := func(err error) bool { return argument == "" || argumentOf(err) == argument }
		t.Run(strings.TrimPrefix(argument+" is known", " "), func(t *testing.T) {
			mark.Run(t, func(t testing.TB) {
				for _, err := range problems(found) {
					if about(err) {
						t.Error(err)
					}
				}
			})
		})
		unknown = slices.DeleteFunc(unknown, about)
	}
	for _, err := range unknown {
		if c.Exempt[check+"/"+argumentOf(err)] == "" {
			t.Error(err)
			result = "NO"
		}
	}
	return result
}

// problem is what is wrong about one argument.
type problem struct {
	argument string
	err      error
}

func (p *problem) Error() string { return p.argument + ": " + p.err.Error() }

func (p *problem) Unwrap() error { return p.err }

// argumentOf is the argument that a problem is about; empty for any other.
func argumentOf(err error) string {
	var p *problem
	if errors.As(err, &p) {
		return p.argument
	}
	return ""
}

// problems are the errors that were joined to one.
func problems(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range joined.Unwrap() {
			all = append(all, problems(one)...)
		}
		return all
	}
	if err == nil {
		return nil
	}
	return []error{err}
}

// Examine runs one check and returns what is wrong.
func Examine(t *testing.T, c Case, check Check) (err error) {
	t.Helper()
	if !check.Virtual {
		return check.Run(newSubject(t, c, false))
	}
	acctest.Virtual(t, func(t *testing.T) { err = check.Run(newSubject(t, c, true)) })
	return err
}
