// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/permissions"
)

// permissionsFile has what the callers of each type need; the documentation shows it.
const permissionsFile = "testdata/permissions.json"

// What a caller needs is what is documented: that is enough, and without any one of it an error names what is missing.
func TestPermissions(t *testing.T) {
	t.Parallel()
	documented := map[string]permissions.Needs{}
	text, err := os.ReadFile(permissionsFile)
	if err == nil {
		err = json.Unmarshal(text, &documented)
	}
	if err != nil && !*update {
		t.Fatal(err)
	}
	var mu sync.Mutex
	found := map[string]permissions.Needs{}
	t.Run("types", func(t *testing.T) {
		for name, subject := range permissionSubjects() {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				needs := judgePermissions(t, subject)
				mu.Lock()
				defer mu.Unlock()
				if found[name] = needs; !*update && !reflect.DeepEqual(needs, documented[name]) {
					t.Errorf("needs %+v, documented are %+v: run make generate", needs, documented[name])
				}
			})
		}
	})
	if *update && !t.Failed() {
		writePermissions(t, found)
	}
}

// The policy on the page of a type is what people copy: a caller who has it and nothing else gets from an account without anything to
// the object, and back.
func TestPermissions_onThePageAreEnough(t *testing.T) {
	t.Parallel()
	for name, subject := range permissionSubjects() {
		page, isResource := strings.CutPrefix(name, "bedrock_")
		if !isResource {
			continue // the page of a data source has a list, which TestPermissions judges
		}
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			plan, all := policyOnPage(t, page)
			for _, err := range subject.Try(t, plan, all) {
				t.Error(err)
			}
		})
	}
}

// policyOnPage reads the policy of a page: the part that a plan needs, and all of it.
func policyOnPage(t *testing.T, page string) (plan, all string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/resources/" + page + ".md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Permissions\n")
	_, block, _ := strings.Cut(section, "```json\n")
	all, _, found := strings.Cut(block, "```")
	var document struct {
		Version   string
		Statement []json.RawMessage
	}
	if err := json.Unmarshal([]byte(all), &document); err != nil || !found || len(document.Statement) == 0 {
		t.Fatalf("the page has no policy: %v", err)
	}
	document.Statement = document.Statement[:1]
	short, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return string(short), all
}

func permissionSubjects() map[string]permissions.Subject {
	subjects := map[string]permissions.Subject{}
	for typ, c := range cases() {
		subjects[typ] = permissions.Subject{Case: c, Fill: fillings()[typ]}
	}
	for typ, source := range dataSources() {
		source.Case.Type = typ
		subjects["data."+typ] = permissions.Subject{Case: source.Case, Data: source.Data}
	}
	return subjects
}

// fillings are what objects hold when they are destroyed.
func fillings() map[string]func(testing.TB, *acctest.Cloud) {
	return map[string]func(testing.TB, *acctest.Cloud){
		"bedrock_data_bucket": func(t testing.TB, cloud *acctest.Cloud) {
			cloud.PutObject(t, "wiring-data-bucket", "train.jsonl", "{}")
		},
	}
}

func judgePermissions(t *testing.T, subject permissions.Subject) permissions.Needs {
	t.Helper()
	measured := subject.Measure(t)
	for _, action := range measured.Plan {
		if _, verb, _ := strings.Cut(action, ":"); !strings.HasPrefix(verb, "Get") && !strings.HasPrefix(verb, "List") {
			t.Errorf("a plan does more than read: %s", action)
		}
	}
	needs, wrong := subject.Judge(t, measured)
	for _, err := range wrong {
		t.Error(err)
	}
	return needs
}

func writePermissions(t *testing.T, found map[string]permissions.Needs) {
	t.Helper()
	var out strings.Builder
	out.WriteString("{\n")
	for i, name := range slices.Sorted(maps.Keys(found)) {
		line, err := json.Marshal(found[name])
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			out.WriteString(",\n")
		}
		out.WriteString("  \"" + name + "\": " + string(line))
	}
	out.WriteString("\n}\n")
	if err := os.WriteFile(permissionsFile, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}
