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
