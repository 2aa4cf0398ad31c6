// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package permissions finds out what whoever runs Terraform must be allowed to do for a type, and holds the answer against a
// simulator that enforces it: these actions are enough, and without any one of them something fails and says which.
package permissions

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// Needs are the IAM actions for one type, sorted.
type Needs struct {
	// Plan is what a plan needs, whatever it plans.
	Plan []string `json:"plan"`
	// Apply is what apply and destroy need beyond a plan.
	Apply []string `json:"apply,omitempty"`
	// Better are actions whose absence is no more than a warning.
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

func (s Subject) address() string {
	if s.Data != "" {
		return "data." + s.Case.Type + ".test"
	}
	return s.Case.Type + ".test"
}

// account is an account in which everything is there that the subject does not make itself.
type account struct {
	*acctest.Workspace
	Subject
	t      testing.TB
	cloud  *acctest.Cloud
	clock  provider.Option
	caller string // ARN of the role of whoever runs Terraform; empty for the administrator
}

func (s Subject) open(t testing.TB) *account {
	t.Helper()
	sim := simulator.New(simulator.Options{EnforceCallers: true})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	cloud := &acctest.Cloud{Simulator: sim, URL: server.URL}
	if s.Case.Prepare != nil {
		s.Case.Prepare(t, cloud)
	}
	a := &account{Subject: s, t: t, cloud: cloud, clock: provider.WithClock(acctest.NewClock(cloud))}
	a.Workspace = acctest.NewWorkspace(t, cloud.For(acctest.Region), s.Case.Domains, a.clock)
	others := s.Data
	if s.Data == "" {
		var err error
		if others, err = acctest.WithoutResource(a.fixture("max"), s.Case.Type, "test"); err != nil {
			t.Fatal(err)
		}
	}
	if diags := a.Apply(context.Background(), others); diags.Errors() != "" {
		t.Fatalf("%s: preparing: %s", s.Case.Type, diags.Errors())
	}
	a.Only(s.address())
	return a
}

func (a *account) fixture(name string) string {
	a.t.Helper()
	text, err := os.ReadFile(filepath.Join(a.Case.Dir, name+".tf"))
	if err != nil {
		a.t.Fatal(err)
	}
	return string(text)
}

// become makes the next run of Terraform one of a caller who may do no more than some actions.
func (a *account) become(actions []string) {
	a.t.Helper()
	ctx := context.Background()
	client, err := a.cloud.Clients().IAM(ctx)
	a.must(err)
	name, policy := "TerraformCaller", "caller"
	trust := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"*"}}}`
	if a.caller == "" {
		out, err := client.CreateRole(ctx, &iam.CreateRoleInput{RoleName: &name, AssumeRolePolicyDocument: &trust})
		a.must(err)
		a.caller = *out.Role.Arn
	}
	document, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": map[string]any{
		"Effect": "Allow", "Action": append(slices.Clone(actions), "sts:GetCallerIdentity"), "Resource": "*",
	}})
	a.must(err)
	text := string(document)
	_, err = client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: &name, PolicyName: &policy, PolicyDocument: &text})
	a.must(err)
	config := a.cloud.For(acctest.Region)
	config["assume_role"] = []any{map[string]any{"role_arn": a.caller, "duration": "12h"}} // longer than any job trains
	a.Reconfigure(config, a.Case.Domains, a.clock)
}

// administrate makes the next run one of a caller who may do everything.
func (a *account) administrate() { a.Reconfigure(a.cloud.For(acctest.Region), a.Case.Domains, a.clock) }

func (a *account) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

// Measure runs the type undisturbed and returns the actions that its requests need.
func (s Subject) Measure(t testing.TB) (needs Needs) {
	t.Helper()
	a := s.open(t)
	a.administrate()
	needs.Plan = a.measure(func(allow func()) string { return a.planAll(allow) })
	if s.Data != "" {
		return needs
	}
	b := s.open(t)
	b.administrate()
	all := b.measure(func(pause func()) string { return b.applyAll(pause) })
	needs.Apply = slices.DeleteFunc(all, func(action string) bool { return slices.Contains(needs.Plan, action) })
	return needs
}

// measure returns the actions of what f sends. f calls its argument around what is not to be measured.
func (a *account) measure(f func(pause func()) string) []string {
	a.t.Helper()
	actions, mark, paused := map[string]bool{}, len(a.cloud.Journal()), false
	take := func() {
		journal := a.cloud.Journal()
		for _, entry := range journal[mark:] {
			for _, action := range entry.Actions {
				actions[action] = actions[action] || !paused
			}
		}
		mark, paused = len(journal), !paused
	}
	if problem := f(take); problem != "" {
		a.t.Fatalf("%s: as administrator: %s", a.Case.Type, problem)
	}
	take()
	maps.DeleteFunc(actions, func(_ string, measured bool) bool { return !measured })
	return slices.Sorted(maps.Keys(actions))
}

// planAll makes every kind of plan, and returns the errors. Between pauses it applies.
func (a *account) planAll(pause func()) string {
	ctx := context.Background()
	if a.Subject.Data != "" {
		return a.Plan(ctx, a.Subject.Data).Errors()
	}
	config := a.fixture("max")
	if plan := a.Plan(ctx, config); plan.Errors() != "" {
		return plan.Errors()
	}
	pause()
	if diags := a.Apply(ctx, config); diags.Errors() != "" {
		return diags.Errors()
	}
	pause()
	diags := slices.Concat(a.Plan(ctx, config).Diagnostics, a.PlanDestroy(ctx, a.address()))
	return diags.Errors()
}

// applyAll creates, changes everything there and back, and destroys, and returns the errors. What others do is
// between pauses.
func (a *account) applyAll(pause func()) string {
	ctx := context.Background()
	configs := []string{a.fixture("max")}
	if len(a.Case.InPlace) > 0 {
		configs = append(configs, a.fixture("update"), a.fixture("max"))
	}
	for _, config := range configs {
		if diags := a.Apply(ctx, config); diags.Errors() != "" {
			return diags.Errors()
		}
	}
	if a.Fill != nil {
		pause()
		a.Fill(a.t, a.cloud)
		pause()
	}
	if problem := a.destroy(ctx); problem != "" || a.Case.Async == nil || a.Case.Async.NotWaiting == "" {
		return problem
	}
	// What still runs is stopped before it is deleted.
	argument, value, _ := strings.Cut(a.Case.Async.NotWaiting, "=")
	config, err := acctest.SetArguments(a.fixture("min"), a.Case.Type, "test", map[string]string{
		strings.TrimSpace(argument): strings.TrimSpace(value),
	})
	a.must(err)
	if diags := a.Apply(ctx, config); diags.Errors() != "" {
		return diags.Errors()
	}
	return a.destroy(ctx)
}

func (a *account) destroy(ctx context.Context) string {
	return slices.Concat(a.Refresh(ctx), a.PlanDestroy(ctx, a.address()), a.DestroyOne(ctx, a.address())).Errors()
}

// names reports whether an error names an action, or another one by which it works as well.
func names(problem, action string, all []string) bool {
	_, refused, found := strings.Cut(problem, "not authorized to perform: ")
	other, _, _ := strings.Cut(refused, " ")
	return strings.Contains(problem, action) || found && !slices.Contains(all, other)
}

// Judge runs the type as a caller with exactly the measured actions, and then without each of them. It returns the needs with
// those apart whose absence is only a warning, and what is wrong.
func (s Subject) Judge(t testing.TB, needs Needs) (judged Needs, wrong []error) {
	t.Helper()
	plans := func(a *account, allowed []string) string {
		a.become(allowed)
		return a.planAll(func() {
			if a.Objects[a.address()] == nil {
				a.administrate()
			} else {
				a.become(allowed)
			}
		})
	}
	applies := func(a *account, allowed []string) string {
		a.become(allowed)
		return a.applyAll(func() {})
	}
	all := slices.Concat(needs.Plan, needs.Apply)
	for _, run := range []struct {
		name    string
		do      func(*account, []string) string
		allowed []string
	}{{"plan", plans, needs.Plan}, {"apply", applies, all}} {
		if s.Data != "" && run.name == "apply" {
			continue
		}
		if problem := run.do(s.open(t), run.allowed); problem != "" {
			wrong = append(wrong, fmt.Errorf("%s with exactly %v: %s", run.name, run.allowed, problem))
		}
	}
	for _, action := range all {
		do, allowed, into := applies, all, &judged.Apply
		if slices.Contains(needs.Plan, action) {
			do, allowed, into = plans, needs.Plan, &judged.Plan
		}
		without := slices.DeleteFunc(slices.Clone(allowed), func(a string) bool { return a == action })
		problem := do(s.open(t), without)
		if problem == "" {
			judged.Better = append(judged.Better, action)
			continue
		}
		*into = append(*into, action)
		if !names(problem, action, all) {
			wrong = append(wrong, fmt.Errorf("without %s the error does not name it: %s", action, problem))
		}
	}
	return judged, wrong
}
