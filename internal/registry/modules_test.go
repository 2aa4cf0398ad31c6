// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The list of advisories is that of the release, which SECURITY.md shows. `make vulncheck` knows more of them, but needs the network; what
// it finds is written down there.
func TestModules_haveNoKnownFlaws(t *testing.T) {
	t.Parallel()
	var list struct {
		Advisories []struct{ ID, Module, Fixed string }
	}
	if err := json.Unmarshal(readFile(t, "../release/advisories.json"), &list); err != nil {
		t.Fatal(err)
	}
	linked := linkedModules(t)
	for _, sound := range list.Advisories {
		version, ok := linked[sound.Module]
		switch {
		case sound.Module == "stdlib": // that of releases is in .go-version, which make release-check looks at
		case !ok:
			t.Errorf("%s is not linked any more: take it out of the list", sound.Module)
		case slices.Compare(numbers(t, version), numbers(t, sound.Fixed)) < 0:
			t.Errorf("%s %s has %s: take %s or later", sound.Module, version, sound.ID, sound.Fixed)
		}
	}
}

func TestModules_areComparedByNumber(t *testing.T) {
	t.Parallel()
	for _, older := range []string{"v0.99.9", "v1.9.3", "v1.83.1", "v1.83.2-dev"} {
		if slices.Compare(numbers(t, older), numbers(t, "v1.83.10")) >= 0 {
			t.Errorf("%s is taken for newer than v1.83.10", older)
		}
	}
}

// linkedModules returns the versions of the modules that the provider's program is made of.
func linkedModules(t *testing.T) map[string]string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{.Version}}{{end}}", ".")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr(err))
	}
	modules := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, version, _ := strings.Cut(strings.TrimSpace(line), " ")
		modules[path] = version
	}
	return modules
}

// numbers are major, minor and patch of a version. What comes before a release counts as the release: this is a lower bound.
func numbers(t *testing.T, version string) []int {
	t.Helper()
	n := make([]int, 3)
	if _, err := fmt.Sscanf(version, "v%d.%d.%d", &n[0], &n[1], &n[2]); err != nil {
		t.Fatalf("%s is no version: %v", version, err)
	}
	return n
}
