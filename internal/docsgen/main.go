// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command docsgen writes docs/ from templates/, examples/ and the provider's own descriptions, and checks the result as
// the Terraform Registry would. The work is tfplugindocs'; it gets the schema from the provider in this process, so that
// neither Terraform nor a network is needed.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func main() {
	root := flag.String("root", ".", "directory of the repository")
	tool := flag.String("tfplugindocs", "bin/tfplugindocs", "the tfplugindocs program")
	flag.Parse()
	if err := run(context.Background(), *root, *tool); err != nil {
		fmt.Fprintln(os.Stderr, "docsgen:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root, tool string) (err error) {
	server, err := provider.NewServer("dev", registry.All())()
	if err != nil {
		return err
	}
	schemas, err := schemajson.Read(ctx, server)
	if err != nil {
		return err
	}
	hideForeignEndpoints(schemas.Config.Block)
	if err := writeAdvisories(root); err != nil {
		return fmt.Errorf("advisories: %w", err)
	}

	dir, err := os.MkdirTemp("", "docsgen")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	templates := filepath.Join(dir, "templates")
	if err := writeTemplates(root, templates, listPages(ctx, registry.All()), schemas); err != nil {
		return err
	}
	text, err := json.Marshal(schemajson.NewDocument(providerName, schemas))
	if err != nil {
		return err
	}
	schemaFile := filepath.Join(dir, "schema.json")
	if err := os.WriteFile(schemaFile, text, 0o600); err != nil {
		return err
	}
	return tfplugindocs(ctx, root, tool, templates, schemaFile)
}

// hideForeignEndpoints leaves out of the page what the endpoints block takes for the sake of blocks that were written for hashicorp/aws:
// hundreds of names, in which the few that count would drown.
func hideForeignEndpoints(block schemajson.Block) {
	endpoints := block.BlockTypes["endpoints"].Block
	maps.DeleteFunc(endpoints.Attributes, func(_ string, a schemajson.Attribute) bool {
		return a.Description == provider.NotCalled
	})
}

// tfplugindocs generates and then validates. It wants the path of the templates relative to the repository.
func tfplugindocs(ctx context.Context, root, tool, templates, schemaFile string) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	templates, err = filepath.Rel(root, templates)
	if err != nil {
		return err
	}
	common := []string{"--provider-dir", root, "--provider-name", providerName, "--providers-schema", schemaFile}
	for _, args := range [][]string{
		append([]string{"generate", "--website-source-dir", templates}, common...),
		append([]string{"validate"}, common...),
	} {
		if out, err := exec.CommandContext(ctx, tool, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("tfplugindocs %s: %w\n%s", args[0], err, out)
		}
	}
	return nil
}
