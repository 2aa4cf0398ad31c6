// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
)

// sampleIdentity holds values for identity attributes that are not the import id.
var sampleIdentity = map[string]string{"account_id": "123456789012", "region": "us-east-1"}

// importSection writes how to import a resource, in the three ways Terraform has. Everything comes from the commands in
// examples/resources/<type>/import.sh: import blocks as files would make that directory a configuration that imports.
func importSection(root string, p page, identity schemajson.IdentitySchema) (string, error) {
	if p.kind != "resources" {
		return "", nil
	}
	script, err := os.ReadFile(filepath.Join(root, "examples", "resources", p.typeName, "import.sh"))
	if errors.Is(err, fs.ErrNotExist) {
		return "This resource cannot be imported.", nil
	}
	if err != nil {
		return "", err
	}
	address, ids, err := parseImports(string(script))
	if err != nil {
		return "", err
	}

	var out strings.Builder
	if len(identity.Attributes) > 0 {
		values, err := identityValues(identity, ids)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "By identity, with Terraform or OpenTofu 1.12 and later:\n\n```terraform\n"+
			"import {\n  to = %s\n  identity = {\n%s  }\n}\n```\n\n", address, values)
	}
	fmt.Fprintf(&out, "By id, with an import block:\n\n```terraform\nimport {\n  to = %s\n  id = %q\n}\n```\n\n", address, ids[0])
	fmt.Fprintf(&out, "Or on the command line:\n\n```shell\n%s\n```", strings.TrimSpace(string(script)))
	return out.String(), nil
}

// parseImports reads the commands `terraform import <address> <id>` of a script: one for each kind of id.
func parseImports(script string) (address string, ids []string, err error) {
	for line := range strings.Lines(script) {
		words := strings.Fields(line)
		if len(words) == 4 && words[0] == "terraform" && words[1] == "import" {
			address = words[2]
			ids = append(ids, strings.Trim(words[3], `'"`))
		}
	}
	if len(ids) == 0 {
		return "", nil, errors.New("import.sh has no line `terraform import <address> <id>`")
	}
	return address, ids, nil
}

// identityValues writes the identity block's lines, aligned as terraform fmt does. An ARN is the import id that is one, and a
// model_id the first import id.
func identityValues(identity schemajson.IdentitySchema, ids []string) (string, error) {
	names := slices.Sorted(maps.Keys(identity.Attributes))
	width := len(slices.MaxFunc(names, func(a, b string) int { return len(a) - len(b) }))
	var out strings.Builder
	for _, name := range names {
		value, known := sampleIdentity[name]
		if name == "arn" {
			if i := slices.IndexFunc(ids, func(id string) bool { return strings.HasPrefix(id, "arn:") }); i >= 0 {
				value, known = ids[i], true
			}
		}
		if name == "model_id" {
			value, known = ids[0], true
		}
		if !known {
			return "", fmt.Errorf("no sample value for identity attribute %q; for an arn, import.sh needs a line that imports by arn", name)
		}
		fmt.Fprintf(&out, "    %-*s = %q\n", width, name, value)
	}
	return out.String(), nil
}
