// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package permissions

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// account is an account in which everything is there that the subject does not make itself.
type account struct {
	*acctest.Workspace
	Subject
	t       testing.TB
	fixture string
	cloud   *acctest.Cloud
	clock   provider.Option
	caller  string // ARN of the role of whoever runs Terraform; empty for the administrator
}

func (s Subject) open(t testing.TB, fixture string) *account {
	t.Helper()
	sim := simulator.New(simulator.Options{EnforceCallers: true})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	cloud := &acctest.Cloud{Simulator: sim, URL: server.URL}
	if s.Case.Prepare != nil {
		s.Case.Prepare(t, cloud)
	}
	a := &account{Subject: s, t: t, fixture: fixture, cloud: cloud, clock: provider.WithClock(acctest.NewClock(cloud))}
	a.Workspace = acctest.NewWorkspace(t, s.Case.Config(cloud), s.Case.Domains, a.clock)
	others := s.Data
	if s.Data == "" {
		var err error
		if others, err = acctest.WithoutResource(a.read(fixture), s.Case.Type, "test"); err != nil {
			t.Fatal(err)
		}
	}
	if diags := a.Apply(context.Background(), others); diags.Errors() != "" {
		t.Fatalf("%s: preparing: %s", s.Case.Type, diags.Errors())
	}
	a.Only(s.Address())
	return a
}

func (a *account) read(fixture string) string {
	a.t.Helper()
	text, err := os.ReadFile(filepath.Join(a.Case.Dir, fixture+".tf"))
	a.must(err)
	return string(text)
}

// with is a configuration with other arguments, in HCL.
func (a *account) with(config string, arguments map[string]string) string {
	a.t.Helper()
	changed, err := acctest.SetArguments(config, a.Case.Type, "test", arguments)
	a.must(err)
	return changed
}

// become makes the next run of Terraform one of a caller with a policy.
func (a *account) become(document string) {
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
	_, err = client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: &name, PolicyName: &policy, PolicyDocument: &document})
	a.must(err)
	config := a.Case.Config(a.cloud)
	config["assume_role"] = []any{map[string]any{"role_arn": a.caller, "duration": "12h"}} // longer than any job trains
	a.Reconfigure(config, a.Case.Domains, a.clock)
}

// administrate makes the next run one of a caller who may do everything.
func (a *account) administrate() { a.Reconfigure(a.Case.Config(a.cloud), a.Case.Domains, a.clock) }

func (a *account) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

// journey is what somebody does with Terraform. It returns the errors; what others do meanwhile is done by its argument.
type journey func(a *account, others func(func() string) string) string

// planAll makes every kind of plan: to create, of what is there, to change it, after an import, and to destroy. Others apply.
func (a *account) planAll(others func(func() string) string) string {
	ctx := context.Background()
	if a.Subject.Data != "" {
		return a.Plan(ctx, a.Subject.Data).Errors()
	}
	config := a.read(a.fixture)
	if plan := a.Plan(ctx, config); plan.Errors() != "" {
		return plan.Errors()
	}
	if problem := others(func() string { return a.Apply(ctx, config).Errors() }); problem != "" {
		return problem
	}
	diags := a.Plan(ctx, config).Diagnostics
	if len(a.Case.InPlace) > 0 && a.fixture == "max" {
		diags = append(diags, a.Plan(ctx, a.read("update")).Diagnostics...)
	}
	if problem := others(func() string {
		a.cloud.Advance(100 * time.Hour) // what still runs is not imported
		return a.Refresh(ctx).Errors()
	}); problem != "" {
		return problem
	}
	if a.Case.Unfound != "" {
		return append(diags, a.PlanDestroy(ctx, a.Address())...).Errors()
	}
	key := a.Case.Key(a.Object(a.Address()))
	a.Forget(a.Address())
	diags = append(diags, a.Import(ctx, a.Address(), a.Case.Type, key, nil)...)
	if diags.Errors() != "" {
		return diags.Errors()
	}
	if a.fixture == "max" {
		config = a.with(config, a.Case.Importable())
	}
	diags = append(diags, a.Plan(ctx, config).Diagnostics...)
	return append(diags, a.PlanDestroy(ctx, a.Address())...).Errors()
}

// applyAll creates, changes everything there and back, and destroys. Others fill the object.
func (a *account) applyAll(others func(func() string) string) string {
	ctx := context.Background()
	configs := []string{a.read(a.fixture)}
	if len(a.Case.InPlace) > 0 && a.fixture == "max" {
		configs = append(configs, a.read("update"), a.read("max"))
	}
	for _, config := range configs {
		if diags := a.Apply(ctx, config); diags.Errors() != "" {
			return diags.Errors()
		}
	}
	if a.Fill != nil && a.fixture == "max" { // which says that it may be emptied
		others(func() string {
			a.Fill(a.t, a.cloud)
			return ""
		})
	}
	if problem := a.destroy(ctx); problem != "" || a.fixture != "max" || a.Case.Async == nil || a.Case.Async.NotWaiting == "" {
		return problem
	}
	// What still runs is stopped before it is deleted.
	argument, value, _ := strings.Cut(a.Case.Async.NotWaiting, "=")
	config := a.with(a.read("min"), map[string]string{strings.TrimSpace(argument): strings.TrimSpace(value)})
	if diags := a.Apply(ctx, config); diags.Errors() != "" {
		return diags.Errors()
	}
	return a.destroy(ctx)
}

func (a *account) destroy(ctx context.Context) string {
	a.Case.MakeDeletable(a.t, a.cloud, a.Objects[a.Address()])
	return slices.Concat(a.Refresh(ctx), a.PlanDestroy(ctx, a.Address()), a.DestroyOne(ctx, a.Address())).Errors()
}
