// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const root = "../.."

// kind is what resources and data sources have in common for a reader.
type kind struct {
	dir     string // below docs/ and examples/
	example string // the file that the page shows
	schemas map[string]schemajson.Schema
}

func kinds(t *testing.T) []kind {
	schemas := readSchemas(t)
	return []kind{
		{dir: "resources", example: "resource.tf", schemas: schemas.Resources},
		{dir: "data-sources", example: "data-source.tf", schemas: schemas.DataSources},
	}
}

// forEachType runs a test for every registered resource and data source.
func forEachType(t *testing.T, test func(t *testing.T, k kind, typeName string)) {
	t.Helper()
	for _, k := range kinds(t) {
		for _, typeName := range slices.Sorted(maps.Keys(k.schemas)) {
			t.Run(k.dir+"/"+typeName, func(t *testing.T) {
				t.Parallel()
				test(t, k, typeName)
			})
		}
	}
}

func TestDocs_describeEverything(t *testing.T) {
	t.Parallel()
	forEachType(t, func(t *testing.T, k kind, typeName string) {
		block := k.schemas[typeName].Block
		purpose, _, _ := strings.Cut(block.Description, "\n\n")
		if purpose == "" || strings.Contains(purpose, "\n") || !strings.HasSuffix(purpose, ".") {
			t.Errorf("a description begins with one sentence on one line that says the purpose, not with %q", purpose)
		}
		reportUndescribed(t, typeName, block.Attributes)
		for name, nested := range block.BlockTypes {
			if nested.Block.Description == "" {
				t.Errorf("%s.%s has no description", typeName, name)
			}
			reportUndescribed(t, typeName+"."+name, nested.Block.Attributes)
		}
	})
}

func reportUndescribed(t *testing.T, path string, attributes map[string]schemajson.Attribute) {
	t.Helper()
	for name, a := range attributes {
		if a.Description == "" {
			t.Errorf("%s.%s has no description", path, name)
		}
		if a.NestedType != nil {
			reportUndescribed(t, path+"."+name, a.NestedType.Attributes)
		}
	}
}

func TestDocs_showAnExampleOfEverything(t *testing.T) {
	t.Parallel()
	forEachType(t, func(t *testing.T, k kind, typeName string) {
		example := readFile(t, filepath.Join(root, "examples", k.dir, typeName, k.example))
		if !strings.Contains(string(example), `"`+typeName+`"`) {
			t.Errorf("the example does not use %s", typeName)
		}
	})
}

func TestDocs_haveAPageForEverything(t *testing.T) {
	t.Parallel()
	index := string(readFile(t, filepath.Join(root, "docs", "index.md")))
	forEachType(t, func(t *testing.T, k kind, typeName string) {
		page := k.dir + "/" + strings.TrimPrefix(typeName, "bedrock_") + ".md"
		readFile(t, filepath.Join(root, "docs", page))
		if !strings.Contains(index, "]("+page+")") {
			t.Errorf("the table in templates/index.md.tmpl does not say when to use %s (%s)", typeName, page)
		}
	})
}

func TestDocs_sayHowToImport(t *testing.T) {
	t.Parallel()
	for _, d := range registry.All() {
		for _, construct := range d.Resources {
			r := construct()
			var meta resource.MetadataResponse
			r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: "bedrock"}, &meta)
			_, importable := r.(resource.ResourceWithImportState)
			_, err := os.Stat(filepath.Join(root, "examples", "resources", meta.TypeName, "import.sh"))
			if documented := err == nil; importable != documented {
				t.Errorf("%s: can be imported: %t, has an import.sh: %t", meta.TypeName, importable, documented)
			}
		}
	}
}

// repositoryAddress are addresses of files of this repository.
var repositoryAddress = regexp.MustCompile(`^https://github\.com/(?:terraform-provider-bedrock/){2}(?:blob|tree)/main/(.*)$`)

func TestDocs_linkOnlyToWhatExists(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, page := range documents(t) {
		for _, link := range linksOn(string(readFile(t, filepath.Join(root, page)))) {
			checked++
			target, anchor, _ := strings.Cut(link, "#")
			to := page
			if address := repositoryAddress.FindStringSubmatch(target); address != nil {
				to = address[1]
			} else if strings.Contains(target, "://") {
				continue
			} else if target != "" {
				to = filepath.Join(filepath.Dir(page), target)
			}
			if _, err := os.Stat(filepath.Join(root, to)); err != nil {
				t.Errorf("%s links to %s: %v", page, link, err)
			} else if anchor != "" && !slices.Contains(anchors(string(readFile(t, filepath.Join(root, to)))), anchor) {
				t.Errorf("%s links to %s, which has no heading of that name", page, link)
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d links were found", checked)
	}
}

// linksOn are the addresses on a page, in every form of Markdown that a link or a picture has.
func linksOn(text string) (found []string) {
	text = fence.ReplaceAllString(text, "")
	for _, form := range []string{`\]\(([^)\s]*)(?: "[^"]*")?\)`, `(?m)^\[[^\]]+\]: (\S+)`, `(?:href|src)="([^"]+)"`, `<(https?://[^>\s]+)>`} {
		for _, match := range regexp.MustCompile(form).FindAllStringSubmatch(text, -1) {
			found = append(found, match[1])
		}
	}
	return found
}

func TestDocs_linksAreFound(t *testing.T) {
	t.Parallel()
	const page = "[a](b.md#c) ![d](e.png \"f\") <img src=\"g.svg\"> <https://h.example>\n[i]: j.md\n\n```shell\n[k](l.md)\n```\n"
	if got, want := linksOn(page), []string{"b.md#c", "e.png", "j.md", "g.svg", "https://h.example"}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

// anchors are what links into a page may name: its headings as GitHub and the Terraform Registry write them, and explicit ids.
func anchors(page string) (found []string) {
	page = fence.ReplaceAllString(page, "")
	for _, match := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(page, -1) {
		found = append(found, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, match[1]))
	}
	for _, match := range regexp.MustCompile(`<a (?:id|name)="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		found = append(found, match[1])
	}
	return found
}

// A page says what create, read, update and delete do before anything else, and where AWS says more.
func TestDocs_openWithTheLifeOfAResource(t *testing.T) {
	t.Parallel()
	forEachType(t, func(t *testing.T, k kind, typeName string) {
		text := string(readFile(t, filepath.Join(root, "docs", k.dir, strings.TrimPrefix(typeName, "bedrock_")+".md")))
		if k.dir == "resources" && !regexp.MustCompile(
			`\n## Good to know\n\n- \*\*Create\*\*: \S.*\n- \*\*Read\*\*: \S.*\n- \*\*Update\*\*: \S.*\n- \*\*Delete\*\*: \S`).MatchString(text) {
			t.Error(`"Good to know" does not begin with the bullets Create, Read, Update and Delete`)
		}
		_, atAWS, found := strings.Cut(text, "\n## At AWS\n")
		if !found || !strings.Contains(atAWS, "](https://docs.aws.amazon.com/") {
			t.Error("no link to AWS: give the type its pages in internal/docsgen/aws_pages.go")
		}
	})
}
