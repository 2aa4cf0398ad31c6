// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance/cassette"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// What AWS has answered in an acceptance run the simulator answers too: the same status, code of the error, members and types.
func TestCassettes(t *testing.T) {
	t.Parallel()
	cassettes, err := cassette.Read(filepath.Join("testdata", "aws"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cassettes {
		t.Run(c.Date+"/"+c.Step, func(t *testing.T) {
			t.Parallel()
			if c.Source != cassette.AWS {
				t.Fatalf("the answers are those of a %s: what AWS has said stands here, and nothing else", c.Source)
			}
			sim := simulator.New(simulator.Options{})
			for _, d := range c.Replay(sim, sim.Advance) {
				t.Error(d)
			}
		})
	}
}

// What public sources tell of AWS's answers is held by the test that the list names.
func TestRecorded_testsAreThere(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("testdata", "public", "facts.json"))
	if err != nil {
		t.Fatal(err)
	}
	var facts []struct {
		Operation, Fact, Kind string
		HeldBy                string `json:"held_by"`
	}
	if err := json.Unmarshal(text, &facts); err != nil {
		t.Fatal(err)
	}
	if len(facts) < 20 {
		t.Errorf("%d facts", len(facts))
	}
	tests := testNames(t)
	for _, f := range facts {
		if f.Operation == "" || !strings.HasSuffix(f.Fact, ".") || f.Kind == "" {
			t.Errorf("incomplete: %+v", f)
		}
		if f.HeldBy != "" && !tests[f.HeldBy] {
			t.Errorf("%s: there is no test %s", f.Operation, f.HeldBy)
		}
	}
}

func testNames(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`(?m)^func (Test\w+)`).FindAllStringSubmatch(string(text), -1) {
			names[found[1]] = true
		}
	}
	return names
}
