// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package permissions finds out what whoever runs Terraform must be allowed to do for a type, and holds the answer against a
// simulator that enforces it: these actions are enough, and without any one of them something fails and says which. Each run begins in
// an account in which nothing of the type was ever made or accepted.
package permissions

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
)

// Needs are the IAM actions for one type, sorted.
type Needs struct {
	// Plan is what a plan needs, whatever it plans.
	Plan []string `json:"plan"`
	// Apply is what apply and destroy need beyond a plan.
	Apply []string `json:"apply,omitempty"`
	// Better are actions whose absence is no more than a warning, at plan and at apply.
	Better []string `json:"better,omitempty"`
}

// Subject is a type with the configurations that its needs are measured with.
type Subject struct {
	Case conformance.Case
	// Data is the configuration of a data source; empty for a resource.
	Data string
	// Fill puts something into the object that has to go with it; nil where it can hold nothing.
	Fill func(t testing.TB, cloud *acctest.Cloud)
}

// Address is where the object, or the data source, stands.
func (s Subject) Address() string {
	if s.Data != "" {
		return "data." + s.Case.Type + ".test"
	}
	return s.Case.Type + ".test"
}

// fixtures are the configurations of the type; one without a name for a data source.
func (s Subject) fixtures() []string {
	if s.Data != "" {
		return []string{""}
	}
	return []string{"max", "min"}
}

// Measure runs the type undisturbed and returns the actions that its requests need.
func (s Subject) Measure(t testing.TB) (needs Needs) {
	t.Helper()
	plan, apply := map[string]bool{}, map[string]bool{}
	for _, fixture := range s.fixtures() {
		s.open(t, fixture).measure(plan, (*account).planAll)
		if s.Data == "" {
			s.open(t, fixture).measure(apply, (*account).applyAll)
		}
	}
	maps.DeleteFunc(apply, func(action string, _ bool) bool { return plan[action] })
	return Needs{Plan: slices.Sorted(maps.Keys(plan)), Apply: slices.Sorted(maps.Keys(apply))}
}

// measure adds to actions those of what a journey sends.
func (a *account) measure(actions map[string]bool, do journey) {
	a.t.Helper()
	a.administrate()
	mark := len(a.cloud.Journal())
	take := func() {
		for _, entry := range a.cloud.Journal()[mark:] {
			for _, action := range entry.Actions {
				actions[action] = true
			}
		}
	}
	problem := do(a, func(f func() string) string {
		take()
		defer func() { mark = len(a.cloud.Journal()) }()
		return f()
	})
	if problem != "" {
		a.t.Fatalf("%s: as administrator: %s", a.Case.Type, problem)
	}
	take()
}

// Judge runs the type without each of the measured actions, and then as a caller with exactly those that were missed. It returns the
// needs with those apart whose absence is only a warning, and what is wrong.
func (s Subject) Judge(t testing.TB, measured Needs) (judged Needs, wrong []error) {
	t.Helper()
	all := slices.Concat(measured.Plan, measured.Apply)
	for _, action := range all {
		without := func(actions []string) string {
			return document(slices.DeleteFunc(slices.Clone(actions), func(a string) bool { return a == action }))
		}
		problem, into := "", &judged.Plan
		if slices.Contains(measured.Plan, action) {
			problem = s.plans(t, without(measured.Plan))
		}
		if problem == "" && s.Data == "" { // a plan that does without may plan what cannot be applied without
			problem, into = s.applies(t, without(all)), &judged.Apply
		}
		if problem == "" {
			into = &judged.Better
		} else if !names(problem, action, all) {
			wrong = append(wrong, fmt.Errorf("without %s the error does not name it: %s", action, problem))
		}
		*into = append(*into, action)
	}
	slices.Sort(judged.Apply)
	slices.Sort(judged.Better)
	return judged, append(wrong, s.Try(t, document(judged.Plan), document(slices.Concat(judged.Plan, judged.Apply)))...)
}

// Try runs the type as a caller with a policy for plans, and one for everything else, and returns what is wrong.
func (s Subject) Try(t testing.TB, plan, all string) (wrong []error) {
	t.Helper()
	if problem := s.plans(t, plan); problem != "" {
		wrong = append(wrong, fmt.Errorf("plan with exactly %s: %s", plan, problem))
	}
	if s.Data != "" {
		return wrong
	}
	if problem := s.applies(t, all); problem != "" {
		wrong = append(wrong, fmt.Errorf("apply with exactly %s: %s", all, problem))
	}
	return wrong
}

// Refused runs the type as a caller with a policy, and returns the requests that AWS refused, whatever the provider made of that.
func (s Subject) Refused(t testing.TB, policy string) (refused []string) {
	t.Helper()
	do := (*account).applyAll
	if s.Data != "" {
		do = (*account).planAll
	}
	for _, fixture := range s.fixtures() {
		a := s.open(t, fixture)
		a.become(policy)
		mark := len(a.cloud.Journal())
		if problem := do(a, func(f func() string) string { return f() }); problem != "" {
			refused = append(refused, problem)
		}
		for _, entry := range a.cloud.Journal()[mark:] {
			if entry.Status == http.StatusForbidden {
				refused = append(refused, entry.Operation+" "+entry.Resource)
			}
		}
	}
	return refused
}

// plans makes every kind of plan as a caller with a policy, and returns the errors. What it plans for is applied by the administrator.
func (s Subject) plans(t testing.TB, policy string) string {
	t.Helper()
	for _, fixture := range s.fixtures() {
		a := s.open(t, fixture)
		a.become(policy)
		problem := a.planAll(func(f func() string) string {
			a.administrate()
			defer a.become(policy)
			return f()
		})
		if problem != "" {
			return problem
		}
	}
	return ""
}

// applies does everything as a caller with a policy, and returns the errors.
func (s Subject) applies(t testing.TB, policy string) string {
	t.Helper()
	for _, fixture := range s.fixtures() {
		a := s.open(t, fixture)
		a.become(policy)
		if problem := a.applyAll(func(f func() string) string { return f() }); problem != "" {
			return problem
		}
	}
	return ""
}

// document is a policy that allows some actions, and what everybody may do, since IAM refuses a policy without any.
func document(actions []string) string {
	text, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": map[string]any{
		"Effect": "Allow", "Action": append(slices.Clone(actions), "sts:GetCallerIdentity"), "Resource": "*",
	}})
	if err != nil {
		panic(err) // strings always marshal
	}
	return string(text)
}

// names reports whether an error names an action, or another one by which it works as well.
func names(problem, action string, all []string) bool {
	_, refused, found := strings.Cut(problem, "not authorized to perform: ")
	other, _, _ := strings.Cut(refused, " ")
	return strings.Contains(problem, action) || found && !slices.Contains(all, other)
}
