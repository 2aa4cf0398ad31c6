// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// links lead from descriptions to other pages. Descriptions are also read in editors and in `terraform providers schema`, where a relative
// link leads nowhere; so they name types and guides, and only pages get the links.
type links struct {
	pages  map[string]string // by kind and type, such as resources/bedrock_dataset
	guides map[string]string // by title
}

// readLinks knows the pages that there will be.
func readLinks(root string, pages []page) (links, error) {
	l := links{pages: map[string]string{}, guides: map[string]string{}}
	for _, p := range pages {
		l.pages[p.kind+"/"+p.typeName] = p.file() + ".md"
	}
	files, err := filepath.Glob(filepath.Join(root, "templates", "guides", "*.md.tmpl"))
	if err != nil {
		return links{}, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return links{}, err
		}
		if title := guideTitle.FindSubmatch(text); title != nil {
			l.guides[string(title[1])] = "guides/" + strings.TrimSuffix(filepath.Base(file), ".tmpl")
		}
	}
	return l, nil
}

var (
	guideTitle = regexp.MustCompile(`(?m)^page_title: "(.*)"$`)
	// A type in backticks, not within a link, after "data source" where there is a resource of the same name.
	typeMention  = regexp.MustCompile("([Dd]ata sources? )?(\\[)?`(bedrock_[a-z_]+)`")
	guideMention = regexp.MustCompile(`guide "([^"]+)"`)
)

// in links what a text on a page mentions: each type once, and every guide. It fails at a guide that there is not.
func (l links) in(p page, text string) (string, error) {
	seen := map[string]bool{p.file() + ".md": true}
	text = typeMention.ReplaceAllStringFunc(text, func(mention string) string {
		found := typeMention.FindStringSubmatch(mention)
		before, within, name := found[1], found[2], found[3]
		target, ok := l.pages["resources/"+name]
		if other := l.pages["data-sources/"+name]; other != "" && (!ok || before != "") {
			target, ok = other, true
		}
		if !ok || within != "" || seen[target] {
			seen[target] = seen[target] || within != ""
			return mention
		}
		seen[target] = true
		return fmt.Sprintf("%s[`%s`](%s)", before, name, p.to(target))
	})
	var err error
	text = guideMention.ReplaceAllStringFunc(text, func(mention string) string {
		title := guideMention.FindStringSubmatch(mention)[1]
		target, ok := l.guides[title]
		if !ok {
			err = fmt.Errorf("%s mentions a guide %q, and there is none", p.typeName, title)
		}
		return fmt.Sprintf("guide [%s](%s)", title, p.to(target))
	})
	return text, err
}

// to is the way from a page to a file below docs/.
func (p page) to(target string) string {
	switch {
	case p.kind == "": // the index
		return target
	case p.kind == "guides":
		return "../" + target
	case path.Dir(target) == p.kind:
		return path.Base(target)
	}
	return "../" + target
}

// splitDescription cuts off the paragraphs of a description after the first, which is the purpose.
func splitDescription(description string) (purpose, rest string) {
	purpose, rest, found := strings.Cut(strings.TrimSpace(description), "\n\n")
	if found {
		rest = "## Good to know\n\n" + rest
	}
	return purpose, rest
}

// describe writes what a description says: the purpose, and then the notes, whose code has no links.
func (l links) describe(p page, description string) (purpose, rest string, err error) {
	purpose, rest = splitDescription(description)
	if purpose, err = l.in(p, purpose); err != nil {
		return "", "", err
	}
	rest, err = l.inProse(p, rest)
	return purpose, rest, err
}

// inProse links what a text with code in it mentions, once in each part between the code.
func (l links) inProse(p page, text string) (string, error) {
	parts := strings.Split(text, "```")
	for i := 0; i < len(parts); i += 2 {
		var err error
		if parts[i], err = l.in(p, parts[i]); err != nil {
			return "", err
		}
	}
	return strings.Join(parts, "```"), nil
}
