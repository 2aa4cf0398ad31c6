// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// example is a complete configuration on a page.
type example struct{ title, code string }

// examplesOf reads the examples of a page. The first is a file in examples/<kind>/<type>/, and the others are the main.tf in directories
// of it, since each is a configuration of its own. The first line of such a file is its title, as a comment.
func examplesOf(root string, p page) (found []example, err error) {
	directory := filepath.Join(root, "examples", p.kind, p.typeName)
	text, err := os.ReadFile(filepath.Join(directory, strings.TrimSuffix(p.kind, "s")+".tf"))
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found = append(found, example{"Basic", string(text)})
	others, err := filepath.Glob(filepath.Join(directory, "*", "main.tf"))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(others, func(a, b string) int { return cmp.Or(cmp.Compare(place(a), place(b)), strings.Compare(a, b)) })
	for _, file := range others {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		title, code, _ := strings.Cut(string(text), "\n")
		title, isComment := strings.CutPrefix(title, "# ")
		if !isComment {
			return nil, fmt.Errorf("%s does not begin with its title, as a comment", file)
		}
		found = append(found, example{title, strings.TrimSpace(code)})
	}
	return found, nil
}

// place is where an example stands on its page; those of other names come last.
func place(file string) int {
	order := []string{"kms", "bring-your-own", "ci"}
	if i := slices.Index(order, filepath.Base(filepath.Dir(file))); i >= 0 {
		return i
	}
	return len(order)
}

// examplesSection writes them, with headings where there are several.
func examplesSection(examples []example) string {
	if len(examples) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("## Example Usage\n")
	for _, e := range examples {
		if len(examples) > 1 {
			fmt.Fprintf(&out, "\n### %s\n", e.title)
		}
		fmt.Fprintf(&out, "\n```terraform\n%s\n```\n", strings.TrimSpace(e.code))
	}
	return strings.TrimSpace(out.String())
}
