// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
)

// sectionsOf are the sections of the page of a type, in the order in which readers find them on every page.
func sectionsOf(k kind, schema schemajson.Schema) []string {
	arguments, outputs := false, false
	for _, a := range schema.Block.Attributes {
		arguments = arguments || a.Required || a.Optional
		outputs = outputs || !a.Required && !a.Optional
	}
	_, timeouts := schema.Block.Attributes["timeouts"]
	_, caveats, _ := strings.Cut(schema.Block.Description, "\n\n")
	var wanted []string
	for _, section := range []struct {
		name string
		is   bool
	}{
		{"Example Usage", true},
		{"Good to know", k.dir == "resources" || caveats != ""},
		{"Argument Reference", arguments},
		{"Attribute Reference", outputs},
		{"Timeouts", timeouts},
		{"Import", k.dir == "resources"},
		{"Permissions", true},
		{"At AWS", true},
	} {
		if section.is {
			wanted = append(wanted, section.name)
		}
	}
	return wanted
}

var (
	paragraphOnCost = regexp.MustCompile(`\n\*\*Cost\.\*\* \S`)

	headings = regexp.MustCompile(`(?m)^(#+) (.+)$`)
	title    = regexp.MustCompile(`(?m)^page_title: "(.+)"$`)
)

// headingsOf are the headings of a level on a page, without what is code.
func headingsOf(text, level string) (found []string) {
	for _, match := range headings.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		if match[1] == level {
			found = append(found, match[2])
		}
	}
	return found
}

// wrongSections says which sections a page lacks, has too many of, or has in another order.
func wrongSections(found, wanted []string) (problems []string) {
	for _, section := range wanted {
		if !slices.Contains(found, section) {
			problems = append(problems, "there is no section "+section)
		}
	}
	for _, section := range found {
		if !slices.Contains(wanted, section) {
			problems = append(problems, "the section "+section+" is on no other page")
		}
	}
	if len(problems) == 0 && !slices.Equal(found, wanted) {
		problems = append(problems, "the sections are "+strings.Join(found, ", ")+", and not "+strings.Join(wanted, ", "))
	}
	return problems
}

func TestDocs_haveTheirSectionsInOrder(t *testing.T) {
	t.Parallel()
	forEachType(t, func(t *testing.T, k kind, typeName string) {
		page := filepath.Join("docs", k.dir, strings.TrimPrefix(typeName, "bedrock_")+".md")
		text := string(readFile(t, filepath.Join(root, page)))
		for _, problem := range wrongSections(headingsOf(text, "##"), sectionsOf(k, k.schemas[typeName])) {
			t.Errorf("%s: %s", page, problem)
		}
		if k.dir == "resources" && !paragraphOnCost.MatchString(text) {
			t.Errorf("%s: no paragraph of the description begins with **Cost.**, also where nothing is charged", page)
		}
		if _, timeouts := k.schemas[typeName].Block.Attributes["timeouts"]; timeouts && !strings.Contains(text, "[Timeouts](#timeouts)") {
			t.Errorf("%s: the argument timeouts does not lead to its section", page)
		}
	})
}

func TestDocs_wrongSectionsAreFound(t *testing.T) {
	t.Parallel()
	wanted := []string{"Example Usage", "Import", "At AWS"}
	for want, found := range map[string][]string{
		"":                             {"Example Usage", "Import", "At AWS"},
		"there is no section Import":   {"Example Usage", "At AWS"},
		"Schema is on no other page":   {"Example Usage", "Schema", "Import", "At AWS"},
		"the sections are Import, Exa": {"Import", "Example Usage", "At AWS"},
	} {
		problems := strings.Join(wrongSections(found, wanted), "; ")
		if !strings.Contains(problems, want) || (want == "") != (problems == "") {
			t.Errorf("%v: %q does not say %q", found, problems, want)
		}
	}
}

// A page has one title, which is what the registry's menu shows, and no heading twice: a link would lead to the first. A guide that takes
// longer to read than the task is two guides.
func TestDocs_haveOneTitleAndNoHeadingTwice(t *testing.T) {
	t.Parallel()
	const mostLines = 260
	pages := slices.DeleteFunc(documents(t), func(page string) bool { return page == "CHANGELOG.md" || strings.HasPrefix(page, ".github") })
	for _, page := range pages {
		text := string(readFile(t, filepath.Join(root, page)))
		first := headingsOf(text, "#")
		if len(first) != 1 {
			t.Errorf("%s has the titles %q", page, first)
			continue
		}
		isGuide := strings.HasPrefix(page, "docs/guides/")
		if menu := title.FindStringSubmatch(text); isGuide && menu[1] != first[0] {
			t.Errorf("%s is %q in the menu and %q on the page", page, menu[1], first[0])
		}
		if lines := strings.Count(text, "\n"); isGuide && lines > mostLines {
			t.Errorf("%s has %d lines, which is more than %d", page, lines, mostLines)
		}
		seen := anchors(text)
		slices.Sort(seen)
		if once := slices.Compact(slices.Clone(seen)); len(once) != len(seen) {
			t.Errorf("%s has a heading twice: %v", page, seen)
		}
	}
}

// What a page names of the repository is there: nobody clones it to find that a directory has another name.
func TestDocs_nameFilesThatExist(t *testing.T) {
	t.Parallel()
	named := regexp.MustCompile("`((?:examples|internal|templates|docs)/[A-Za-z0-9_./-]*[A-Za-z0-9_/])`")
	for _, page := range documents(t) {
		if page == "CHANGELOG.md" {
			continue // it is about its time
		}
		for _, match := range named.FindAllStringSubmatch(string(readFile(t, filepath.Join(root, page))), -1) {
			if match[1] == "internal/simulator/testdata/aws/" {
				continue // the first run on AWS makes it
			}
			if _, err := os.Stat(filepath.Join(root, match[1])); err != nil {
				t.Errorf("%s names %s: %v", page, match[1], err)
			}
		}
	}
}
