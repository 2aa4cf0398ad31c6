// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/faults"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

var (
	allFaults   = flag.Bool("faults", false, "try every operation in every way in which it can fail, and print the table")
	writeFaults = flag.Bool("write", false, "with -faults: keep the table in the guide")
)

const (
	faultsGuide = "../../templates/guides/faults.md.tmpl"
	tableBegins = "<!-- The table of make faults begins. -->\n"
	tableEnds   = "<!-- The table ends. -->\n"
)

// Every verb of every type gets through every fault, or says so and leaves the state as it was. A run of all tests takes a sample,
// the same each time; `make faults` takes all.
func TestFaults(t *testing.T) {
	t.Parallel()
	matrix := &faults.Matrix{Share: 40}
	if *allFaults {
		matrix.Share = 1
	}
	t.Run("matrix", func(t *testing.T) {
		t.Parallel()
		for _, s := range scenarios(t) {
			t.Run(strings.TrimPrefix(s.Case.Type, "bedrock_")+"/"+string(s.Verb), func(t *testing.T) {
				t.Parallel()
				matrix.Run(t, s)
			})
		}
	})
	t.Cleanup(func() { reportFaults(t, matrix) })
}

// scenarios are the verbs of everything that is registered. A data source without a configuration to read it with fails.
func scenarios(t *testing.T) (all []*faults.Scenario) {
	t.Helper()
	for _, c := range cases() {
		all = append(all, faults.Scenarios(c)...)
	}
	known := dataSources()
	for _, d := range registry.All() {
		for _, construct := range d.DataSources {
			var metadata datasource.MetadataResponse
			construct().Metadata(context.Background(), datasource.MetadataRequest{ProviderTypeName: "bedrock"}, &metadata)
			source, ok := known[metadata.TypeName]
			if !ok {
				t.Errorf("%s is in no fault matrix: add a configuration that reads it to dataSources", metadata.TypeName)
				continue
			}
			source.Case.Type = metadata.TypeName
			all = append(all, source)
		}
	}
	return all
}

func reportFaults(t *testing.T, matrix *faults.Matrix) {
	verdicts := matrix.Verdicts()
	if !*allFaults {
		t.Logf("a sample of %d cells", len(verdicts))
		return
	}
	table := faults.Table(verdicts)
	os.Stdout.WriteString(table)
	if !*writeFaults || t.Failed() {
		return
	}
	guide, err := os.ReadFile(faultsGuide)
	before, rest, begins := strings.Cut(string(guide), tableBegins)
	_, after, ends := strings.Cut(rest, tableEnds)
	if err != nil || !begins || !ends {
		t.Fatalf("the guide has no place for the table: %v", err)
	}
	text := before + tableBegins + "\n" + table + "\n" + tableEnds + after
	if err := os.WriteFile(faultsGuide, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
