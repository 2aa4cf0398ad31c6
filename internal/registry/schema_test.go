// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

var update = flag.Bool("update", false, "write testdata/schema.json anew")

const (
	address = "registry.terraform.io/terraform-provider-bedrock/bedrock"

	// goldenFile is what users can write and read today, without the descriptions, which are in docs/.
	goldenFile = "testdata/schema.json"
	// releasedFile is the golden file of the last release; at a release the one is copied over the other.
	releasedFile = "testdata/released.json"
	// breakingFile lists what the next release breaks, as the test prints it. Every line belongs into CHANGELOG.md too.
	breakingFile = "testdata/breaking.txt"
)

func readSchemas(t *testing.T) schemajson.Provider {
	t.Helper()
	server, err := provider.NewServer("test", registry.All())()
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := schemajson.Read(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	return schemas
}

// currentSchema is the schema as the golden file holds it.
func currentSchema(t *testing.T) []byte {
	t.Helper()
	text, err := json.Marshal(schemajson.NewDocument(address, readSchemas(t)))
	if err != nil {
		t.Fatal(err)
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	dropDescriptions(document)
	text, err = json.MarshalIndent(document, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

// dropDescriptions removes descriptions, but not attributes of that name: those are objects.
func dropDescriptions(v any) {
	object, ok := v.(map[string]any)
	if !ok {
		return
	}
	for _, key := range []string{"description", "description_kind"} {
		if _, isText := object[key].(string); isText {
			delete(object, key)
		}
	}
	for _, inner := range object {
		dropDescriptions(inner)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestSchema_isTheGoldenOne(t *testing.T) {
	t.Parallel()
	got := currentSchema(t)
	if *update {
		if err := os.WriteFile(goldenFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := readFile(t, goldenFile); !bytes.Equal(want, got) {
		t.Errorf("the schema is not the one in %s (-golden +now): run `make generate`, and say in CHANGELOG.md what changes for users\n%s",
			goldenFile, schemaDiff(t, want, got))
	}
}

// schemaDiff shows the beginning of what differs: by path where that says it, by line otherwise.
func schemaDiff(t *testing.T, want, got []byte) string {
	t.Helper()
	diff := cmp.Diff(readSurface(t, want), readSurface(t, got), cmp.AllowUnexported(element{}))
	if diff == "" {
		diff = cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n"))
	}
	lines := strings.Split(diff, "\n")
	return strings.Join(lines[:min(len(lines), 60)], "\n")
}

func TestSchema_breaksNothingThatWasReleased(t *testing.T) {
	t.Parallel()
	found := breakingChanges(readSurface(t, readFile(t, releasedFile)), readSurface(t, currentSchema(t)))
	listed := listedChanges(string(readFile(t, breakingFile)))
	for _, change := range found {
		if !slices.Contains(listed, change) {
			t.Errorf("breaks configurations that work with the last release: %s\n"+
				"take it back, or list that line in %s and explain it in CHANGELOG.md", change, breakingFile)
		}
	}
	for _, change := range listed {
		if !slices.Contains(found, change) {
			t.Errorf("%s lists what is not so: %s", breakingFile, change)
		}
	}
}

// listedChanges returns the lines of a file that are neither empty nor comments.
func listedChanges(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}
