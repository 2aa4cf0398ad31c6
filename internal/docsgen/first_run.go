// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance/cassette"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// answersDir is where answers of AWS are kept, below the root of the repository.
var answersDir = filepath.Join("internal", "simulator", "testdata")

// fillFirstRun writes into the guide to the first run what a run does, the policy that it takes, and what is known of AWS's answers.
func fillFirstRun(root, dir string) error {
	path := filepath.Join(dir, "guides", "first-run-on-aws.md.tmpl")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	policy, err := acceptance.Policy(acceptance.Free, root)
	if err != nil {
		return err
	}
	evidence, err := evidenceTable(root)
	if err != nil {
		return err
	}
	filled := strings.NewReplacer("<<steps>>", stepsTable(), "<<policy>>", policy, "<<evidence>>", evidence).Replace(string(text))
	return os.WriteFile(path, []byte(filled), 0o644)
}

// stepsTable says what each step of a run does and costs.
func stepsTable() string {
	var out strings.Builder
	out.WriteString("| Class | Step | What it does | What AWS bills |\n|---|---|---|---|\n")
	for _, s := range acceptance.Steps {
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s |\n", s.Class, s.Name, s.Does, s.Costs)
	}
	return strings.TrimSpace(out.String())
}

// fact is something that public sources tell of AWS's answers.
type fact struct {
	Operation string
	Fact      string
	Kind      string // answer, code, documentation or error text
}

// evidenceTable says of each operation that is simulated how its answers are known.
func evidenceTable(root string) (string, error) {
	seen, err := seenOnAWS(root)
	if err != nil {
		return "", err
	}
	facts, err := publicFacts(root)
	if err != nil {
		return "", err
	}
	operations, _ := simulator.BedrockOperations()
	for _, known := range []map[string]bool{keys(seen), keys(facts)} {
		operations = slices.AppendSeq(operations, maps.Keys(known))
	}
	slices.Sort(operations)
	var out, only strings.Builder
	out.WriteString("| Operation | Its answers | What is known from public sources |\n|---|---|---|\n")
	count := 0
	for _, name := range slices.Compact(operations) {
		if seen[name] == "" && len(facts[name]) == 0 {
			fmt.Fprintf(&only, ", `%s`", name)
			count++
			continue
		}
		state := "recorded from public sources"
		if seen[name] != "" {
			state = "**seen on AWS at " + seen[name] + "**"
		}
		fmt.Fprintf(&out, "| `%s` | %s | %s |\n", name, state, strings.Join(facts[name], "<br>"))
	}
	fmt.Fprintf(&out, "\nOnly simulated, after AWS's published models and documentation (%d operations of Bedrock): %s.",
		count, strings.TrimPrefix(only.String(), ", "))
	return strings.TrimSpace(out.String()), nil
}

func keys[V any](m map[string]V) map[string]bool {
	names := map[string]bool{}
	for name := range m {
		names[name] = true
	}
	return names
}

// seenOnAWS are the operations that a run on AWS has recorded, with the date of the last one.
func seenOnAWS(root string) (map[string]string, error) {
	cassettes, err := cassette.Read(filepath.Join(root, answersDir, "aws"))
	if err != nil {
		return nil, err
	}
	seen := map[string]string{}
	for _, c := range cassettes {
		if c.Source != cassette.AWS {
			continue
		}
		for _, e := range c.Exchanges {
			seen[e.Operation] = max(seen[e.Operation], c.Date)
		}
	}
	return seen, nil
}

// publicFacts are the facts of each operation, as sentences.
func publicFacts(root string) (map[string][]string, error) {
	text, err := os.ReadFile(filepath.Join(root, answersDir, "public", "facts.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var facts []fact
	if err := json.Unmarshal(text, &facts); err != nil {
		return nil, err
	}
	of := map[string][]string{}
	for _, f := range facts {
		sentence := f.Fact
		if f.Kind != "answer" {
			sentence += " (" + f.Kind + ")"
		}
		of[f.Operation] = append(of[f.Operation], sentence)
	}
	return of, nil
}
