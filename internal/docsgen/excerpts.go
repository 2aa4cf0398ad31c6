// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// excerpt is a line of a guide such as <<blocks examples/a/main.tf resource.bedrock_dataset.train locals>>: blocks of an example that is
// applied in tests, for a guide that would be too long with the whole of it.
var excerpt = regexp.MustCompile(`(?m)^<<blocks (\S+) (.+)>>$`)

// fillGuides writes the blocks into the guides below dir, and links the types that they mention.
func fillGuides(root, dir string, known links) error {
	guides, err := filepath.Glob(filepath.Join(dir, "guides", "*.md.tmpl"))
	if err != nil {
		return err
	}
	for _, guide := range guides {
		text, err := os.ReadFile(guide)
		if err != nil {
			return err
		}
		filled, err := withExcerpts(root, string(text))
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(guide), err)
		}
		if !strings.Contains(filled, "<!-- The table ") { // which a command writes, and a test compares
			if filled, err = known.inProse(page{kind: "guides"}, filled); err != nil {
				return err
			}
		}
		if err := os.WriteFile(guide, []byte(filled), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func withExcerpts(root, text string) (string, error) {
	var failed error
	text = excerpt.ReplaceAllStringFunc(text, func(line string) string {
		found := excerpt.FindStringSubmatch(line)
		code, err := os.ReadFile(filepath.Join(root, found[1]))
		if err == nil {
			var blocks string
			if blocks, err = blocksOf(string(code), strings.Fields(found[2])); err == nil {
				return "```terraform\n" + literally(blocks) + "\n```"
			}
		}
		failed = fmt.Errorf("%s: %w", found[1], err)
		return line
	})
	return text, failed
}

// blocksOf are the blocks of a configuration that have these addresses, with the comments above them.
func blocksOf(code string, addresses []string) (string, error) {
	file, diags := hclsyntax.ParseConfig([]byte(code), "", hcl.InitialPos)
	if diags.HasErrors() {
		return "", diags
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		return "", fmt.Errorf("a body of type %T", file.Body)
	}
	lines := strings.Split(code, "\n")
	var found []string
	for _, address := range addresses {
		i := slices.IndexFunc(body.Blocks, func(b *hclsyntax.Block) bool {
			return strings.Join(append([]string{b.Type}, b.Labels...), ".") == address
		})
		if i < 0 {
			return "", fmt.Errorf("there is no block %s", address)
		}
		first, last := body.Blocks[i].TypeRange.Start.Line-1, body.Blocks[i].CloseBraceRange.End.Line
		for first > 0 && strings.HasPrefix(lines[first-1], "#") {
			first--
		}
		found = append(found, strings.Join(lines[first:last], "\n"))
	}
	return strings.Join(found, "\n\n"), nil
}
