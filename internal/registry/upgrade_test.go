// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

var record = flag.Bool("record", false, "record a state of each type that has none in testdata/states")

// recordedState is where the state of a type is kept. What is recorded stays as it is: later versions must be able to read it.
func recordedState(typ string) string { return filepath.Join("testdata", "states", typ+".json") }

// A state that an earlier version wrote, or a provider of another address, plans no change.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	for typ, c := range cases() {
		t.Run(strings.TrimPrefix(typ, "bedrock_"), func(t *testing.T) {
			t.Parallel()
			old := readState(t, c)
			for name, take := range map[string]func(*acctest.Workspace, acctest.Recorded) acctest.Diagnostics{
				"upgrade": func(w *acctest.Workspace, from acctest.Recorded) acctest.Diagnostics {
					return w.Upgrade(context.Background(), typ+".test", typ, from)
				},
				"move": func(w *acctest.Workspace, from acctest.Recorded) acctest.Diagnostics {
					return w.Move(context.Background(), typ+".test", typ, from, "registry.example.com/fork/bedrock")
				},
			} {
				w, config, restart := applied(t, c)
				from, err := old.Now(w.Record(typ + ".test"))
				if err != nil {
					t.Fatal(err)
				}
				restart()
				w.Forget(typ + ".test")
				if diags := take(w, from); diags.Errors() != "" {
					t.Errorf("%s: %s", name, diags.Errors())
					continue
				}
				if plan := w.Plan(context.Background(), config); plan.Errors() != "" || !plan.Empty() {
					t.Errorf("%s: the plan is not empty: %s (replacing %v) %s", name, plan.Of(typ+".test"),
						plan.Change(typ+".test").Replacing, plan.Errors())
				}
			}
		})
	}
}

// applied is a workspace in which max.tf was applied, and what makes the next run of Terraform of it.
func applied(t *testing.T, c conformance.Case) (w *acctest.Workspace, config string, restart func()) {
	t.Helper()
	cloud := acctest.NewCloud(t)
	clock := provider.WithClock(acctest.NewClock(cloud))
	if c.Prepare != nil {
		c.Prepare(t, cloud)
	}
	text, err := os.ReadFile(filepath.Join(c.Dir, "max.tf"))
	if err != nil {
		t.Fatal(err)
	}
	w = acctest.NewWorkspace(t, c.Config(cloud), c.Domains, clock)
	if diags := w.Apply(context.Background(), string(text)); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	return w, string(text), func() { w.Reconfigure(c.Config(cloud), c.Domains, clock) }
}

func readState(t *testing.T, c conformance.Case) (old acctest.Recorded) {
	t.Helper()
	text, err := os.ReadFile(recordedState(c.Type))
	if os.IsNotExist(err) && *record {
		text = recordState(t, c)
	} else if err != nil {
		t.Fatalf("no state is recorded: run go test ./internal/registry -run TestUpgrade -record (%s)", err)
	}
	if err := json.Unmarshal(text, &old); err != nil {
		t.Fatal(err)
	}
	return old
}

// recordState records what two runs of the same configuration have in common.
func recordState(t *testing.T, c conformance.Case) []byte {
	t.Helper()
	one, _, _ := applied(t, c)
	another, _, _ := applied(t, c)
	timeless, err := one.Record(c.Type + ".test").Timeless(another.Record(c.Type + ".test"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(timeless, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(recordedState(c.Type)), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(recordedState(c.Type), append(text, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	return text
}

// What another type holds is no state of ours.
func TestUpgrade_movesNoOtherType(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t, registry.All())
	for typ := range cases() {
		response, err := server.MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
			SourceProviderAddress: "registry.terraform.io/hashicorp/random", SourceTypeName: "random_pet", TargetTypeName: typ,
			SourceState: &tfprotov6.RawState{JSON: []byte(`{"id":"sure-crab"}`)},
		})
		if err != nil || acctest.Diagnostics(response.Diagnostics).Errors() == "" {
			t.Errorf("%s takes over a pet: %v", typ, err)
		}
	}
}
