// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// providerName is the provider's type: the prefix of every resource and data source, and the last part of its address.
const providerName = "bedrock"

// page is one generated page about a resource, a data source or a list resource.
type page struct {
	kind     string // resources, data-sources or list-resources
	typeName string // bedrock_custom_model
	domain   string
}

// file is the page's path below templates/ and docs/, without an extension.
func (p page) file() string {
	return p.kind + "/" + strings.TrimPrefix(p.typeName, providerName+"_")
}

// schema is that of what the page is about.
func (p page) schema(schemas schemajson.Provider) schemajson.Schema {
	switch p.kind {
	case "data-sources":
		return schemas.DataSources[p.typeName]
	case "list-resources":
		return schemas.Lists[p.typeName]
	}
	return schemas.Resources[p.typeName]
}

// listPages returns a page for everything the domains export.
func listPages(ctx context.Context, domains []domain.Domain) []page {
	var out []page
	for _, d := range domains {
		for _, construct := range d.Resources {
			var meta resource.MetadataResponse
			construct().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: providerName}, &meta)
			out = append(out, page{kind: "resources", typeName: meta.TypeName, domain: d.Name})
		}
		for _, construct := range d.DataSources {
			var meta datasource.MetadataResponse
			construct().Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: providerName}, &meta)
			out = append(out, page{kind: "data-sources", typeName: meta.TypeName, domain: d.Name})
		}
		for _, construct := range d.Lists {
			var meta resource.MetadataResponse
			construct().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: providerName}, &meta)
			out = append(out, page{kind: "list-resources", typeName: meta.TypeName, domain: d.Name})
		}
	}
	return out
}

// writeTemplates copies root/templates to dir and adds one template for each page. tfplugindocs has a single template for
// all resources and knows nothing about domains and identities; here <<subcategory>> and its like
// are filled in.
func writeTemplates(root, dir string, pages []page, schemas schemajson.Provider) error {
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "templates"))); err != nil {
		return err
	}
	permissions, err := readNeeds(root)
	if err != nil {
		return fmt.Errorf("permissions: %w", err)
	}
	if err := fillFirstRun(root, dir); err != nil {
		return fmt.Errorf("the guide to the first run: %w", err)
	}
	known, err := readLinks(root, pages)
	if err != nil {
		return err
	}
	if err := fillGuides(root, dir, known); err != nil {
		return fmt.Errorf("guides: %w", err)
	}
	registered := map[string]bool{}
	for _, p := range pages {
		registered[p.file()] = true

		own := filepath.Join(dir, p.file()+".md.tmpl")
		text, err := os.ReadFile(own)
		if os.IsNotExist(err) {
			text, err = os.ReadFile(filepath.Join(dir, p.kind+".md.tmpl"))
		}
		if err != nil {
			return err
		}
		filled, err := known.fill(root, p, string(text), schemas)
		if err != nil {
			return fmt.Errorf("the page of %s: %w", p.typeName, err)
		}
		if err := os.MkdirAll(filepath.Dir(own), 0o755); err != nil {
			return err
		}
		filled = strings.TrimRight(filled, "\n") + "\n" + permissionsSection(p, permissions) + awsSection(p)
		if err := os.WriteFile(own, []byte(filled), 0o644); err != nil {
			return err
		}
	}
	return fillIndex(filepath.Join(dir, "index.md.tmpl"), known, registered, schemas)
}

// fill puts everything into the template of a page that tfplugindocs does not know.
func (l links) fill(root string, p page, text string, schemas schemajson.Provider) (string, error) {
	imports, err := importSection(root, p, schemas.Identities[p.typeName])
	if err != nil {
		return "", fmt.Errorf("import: %w", err)
	}
	examples, err := examplesOf(root, p)
	if err != nil {
		return "", fmt.Errorf("examples: %w", err)
	}
	code := examplesSection(examples)
	block := p.schema(schemas).Block
	purpose, notes, err := l.describe(p, block.Description)
	if err != nil {
		return "", err
	}
	arguments, err := l.in(p, schemaSections(block, code))
	if err != nil {
		return "", err
	}
	return strings.NewReplacer(
		"<<subcategory>>", strings.ToUpper(p.domain[:1])+p.domain[1:],
		"<<purpose>>", literally(purpose),
		"<<examples>>", literally(code),
		"<<notes>>", literally(notes),
		"<<arguments>>", literally(arguments),
		"<<import>>", imports,
	).Replace(text), nil
}

// fillIndex drops from the index what there is not, and adds the arguments of the provider block.
func fillIndex(index string, known links, registered map[string]bool, schemas schemajson.Provider) error {
	if err := dropUnregistered(index, registered); err != nil {
		return err
	}
	text, err := os.ReadFile(index)
	if err != nil {
		return err
	}
	arguments, err := known.in(page{}, schemaSections(schemas.Config.Block, ""))
	if err != nil {
		return err
	}
	return os.WriteFile(index, []byte(strings.ReplaceAll(string(text), "<<arguments>>", literally(arguments))), 0o644)
}

// dropUnregistered removes links to types which this build of the provider does not have from the tables of a template,
// so that the table "I want to ... -> use ..." never promises more than there is. A row whose links are all gone goes too,
// and with the last row of a group its heading, which is a row with an empty last cell.
func dropUnregistered(path string, registered map[string]bool) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var kept strings.Builder
	heading := ""
	for line := range strings.Lines(string(text)) {
		isRow := strings.HasPrefix(line, "| ")
		if isRow && strings.HasSuffix(line, "| |\n") {
			heading = line
			continue
		}
		if isRow {
			if line = registeredLinks(line, registered); line == "" {
				continue
			}
			kept.WriteString(heading)
		}
		heading = ""
		kept.WriteString(line)
	}
	return os.WriteFile(path, []byte(kept.String()), 0o644)
}

// registeredLinks returns a table row without the links to unregistered types in its last cell, a list with commas, or
// nothing when none is left.
func registeredLinks(row string, registered map[string]bool) string {
	cells := strings.Split(strings.Trim(row, "|\n"), "|")
	last := len(cells) - 1
	links := slices.DeleteFunc(strings.Split(strings.TrimSpace(cells[last]), ", "), func(link string) bool {
		_, target, _ := strings.Cut(link, "](")
		name, isPage := strings.CutSuffix(target, ".md)")
		aboutType := strings.HasPrefix(name, "resources/") || strings.HasPrefix(name, "data-sources/")
		return isPage && aboutType && !registered[name]
	})
	if len(links) == 0 {
		return ""
	}
	cells[last] = " " + strings.Join(links, ", ") + " "
	return "|" + strings.Join(cells, "|") + "|\n"
}
