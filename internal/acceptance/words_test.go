// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acceptance_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	must(t, err)
	return string(text)
}

// Somebody who has the README and nothing else types commands that there are.
func TestWords_nameTargetsThatExist(t *testing.T) {
	t.Parallel()
	targets := map[string]bool{}
	for _, found := range regexp.MustCompile(`(?m)^([a-z-]+):.*## `).FindAllStringSubmatch(read(t, "GNUmakefile"), -1) {
		targets[found[1]] = true
	}
	for _, page := range []string{"README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/guides/first-run-on-aws.md"} {
		for _, found := range regexp.MustCompile("(?m)(?:^|`|=\\.\\.\\. )make ([a-z-]+)").FindAllStringSubmatch(read(t, page), -1) {
			if !targets[found[1]] {
				t.Errorf("%s says make %s, and there is no such target", page, found[1])
			}
		}
	}
}

// The README and the guide say of a run what it does itself: its steps, its costs, its names, where the answers are.
func TestWords_sayWhatARunDoes(t *testing.T) {
	t.Parallel()
	guide, readme := read(t, "docs/guides/first-run-on-aws.md"), read(t, "README.md")
	for _, step := range acceptance.Steps {
		for _, said := range []string{step.Does, step.Costs, "| " + step.Name + " |"} {
			if !strings.Contains(guide, said) {
				t.Errorf("the guide does not say %q: run make generate", said)
			}
		}
	}
	policy, err := acceptance.Policy(acceptance.Free, root)
	must(t, err)
	if !strings.Contains(guide, policy) {
		t.Error("the guide has another policy: run make generate")
	}
	where := strings.TrimSuffix(acceptance.Kept, "<date>")
	for _, said := range []string{acceptance.Prefix, acceptance.Tag, where} {
		if !strings.Contains(guide, said) {
			t.Errorf("the guide does not say %q", said)
		}
	}
	if !strings.Contains(readme, where) || !strings.Contains(readme, "make testacc-list") || !strings.Contains(readme, "make sweep") {
		t.Error("the README does not say what to look at first, what to send back, or how to clean up")
	}
}

func TestParseClass(t *testing.T) {
	t.Parallel()
	if c, err := acceptance.ParseClass(""); c != acceptance.Free || err != nil {
		t.Errorf("nothing is %q: %v", c, err)
	}
	if _, err := acceptance.ParseClass("cheap"); err == nil {
		t.Error("cheap is taken")
	}
	if acceptance.Free.Allows(acceptance.Paid) || !acceptance.Training.Allows(acceptance.Paid) || !acceptance.Paid.Allows(acceptance.Free) {
		t.Error("a class allows what costs more, or forbids what costs less")
	}
}
