// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
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

// The policy on the page of a type is what people copy: a caller who has it and nothing else, with its resources and conditions, gets from
// an account without anything to the object, and back. What the page calls optional is not needed, and with it nothing is refused.
func TestPermissions_onThePageAreEnough(t *testing.T) {
	t.Parallel()
	for name, subject := range permissionSubjects() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			statements := policyOnPage(t, name)
			isPlan := func(sid string) bool { return strings.HasPrefix(sid, "Plan") }
			isNeeded := func(sid string) bool { return !strings.HasPrefix(sid, "Optional") }
			plan, needed := policyOf(t, statements, isPlan), policyOf(t, statements, isNeeded)
			for _, err := range subject.Try(t, plan, needed) {
				t.Error(err)
			}
			for _, refused := range subject.Refused(t, policyOf(t, statements, func(string) bool { return true })) {
				t.Errorf("with the whole policy of the page AWS refuses %s", refused)
			}
		})
	}
}

// namesOfFixtures puts the names of the fixtures in the place of those of the examples, which the pages have.
func namesOfFixtures(typ string) *strings.Replacer {
	return strings.NewReplacer(map[string][]string{
		"bedrock_data_bucket": {"support-assistant-", "wiring-data-"},
		"bedrock_dataset": {
			"support-assistant-*/datasets/*", "wiring-dataset-bucket/*train.jsonl", "support-assistant-", "wiring-dataset-",
		},
		"bedrock_model_customization_job": {"support-assistant-", "training-"},
		"bedrock_custom_model":            {"support-assistant-*", "training-data"},
		"bedrock_imported_model":          {"support-assistant-*", "training-data"},
		"data.bedrock_training_metrics":   {"support-assistant-*", "training-data"},
		"bedrock_model_invocation_job": {
			"support-tickets/summaries", "training-data/answers", "role/bedrock-batch", "role/AmazonBedrock-training",
		},
	}[typ]...)
}

// rawStatement is a statement of a policy on a page, as it stands there.
type rawStatement struct {
	Sid       string
	Effect    string
	Action    json.RawMessage
	Resource  json.RawMessage
	Condition json.RawMessage `json:",omitempty"`
}

// policyOnPage reads the policy of a page; nothing where the page says that none is needed.
func policyOnPage(t *testing.T, typ string) []rawStatement {
	t.Helper()
	dir, name := "resources", typ
	if source, isData := strings.CutPrefix(typ, "data."); isData {
		dir, name = "data-sources", source
	}
	text := string(readFile(t, filepath.Join(root, "docs", dir, strings.TrimPrefix(name, "bedrock_")+".md")))
	_, section, found := strings.Cut(text, "\n## Permissions\n")
	if !found {
		t.Fatal("the page has no permissions")
	}
	if strings.Contains(section, "None, not even credentials.") {
		return nil
	}
	_, block, _ := strings.Cut(section, "```json\n")
	block, _, _ = strings.Cut(block, "```")
	var document struct{ Statement []rawStatement }
	if err := json.Unmarshal([]byte(namesOfFixtures(typ).Replace(block)), &document); err != nil || len(document.Statement) == 0 {
		t.Fatalf("the page has no policy: %v", err)
	}
	return document.Statement
}

// policyOf is a policy of those statements that are chosen by their names, and of what everybody may do.
func policyOf(t *testing.T, statements []rawStatement, chosen func(sid string) bool) string {
	t.Helper()
	everybody := rawStatement{Sid: "Everybody", Effect: "Allow", Action: []byte(`"sts:GetCallerIdentity"`), Resource: []byte(`"*"`)}
	kept := []rawStatement{everybody}
	for _, s := range statements {
		if chosen(s.Sid) {
			kept = append(kept, s)
		}
	}
	document, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": kept})
	if err != nil {
		t.Fatal(err)
	}
	return string(document)
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
