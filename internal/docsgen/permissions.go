// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// needs are the IAM actions for one type, as a test of internal/registry measured them.
type needs struct {
	Plan, Apply, Better []string
}

// readNeeds reads what was measured, by type; data sources have "data." before their name.
func readNeeds(root string) (map[string]needs, error) {
	text, err := os.ReadFile(filepath.Join(root, "internal", "registry", "testdata", "permissions.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all map[string]needs
	return all, json.Unmarshal(text, &all)
}

// permissionsSection writes what the caller needs; nothing for a type of which nothing was measured.
func permissionsSection(p page, all map[string]needs) string {
	typeName := p.typeName
	switch p.kind {
	case "list-resources":
		return "" // what a list calls is on the page of the resource
	case "data-sources":
		typeName = "data." + typeName
	}
	n, ok := all[typeName]
	switch {
	case !ok:
		return ""
	case len(n.Plan)+len(n.Apply)+len(n.Better) == 0:
		return "\n## Permissions\n\nNone, not even credentials.\n"
	}
	text, confined := policy(typeName, n)
	out := "\n## Permissions\n\n" + whatFor(p, n) + "\n\n```json\n" + text + "\n```\n"
	var notes []string
	if confined {
		notes = append(notes, "Account, region and names are those of the example: put yours in their place. The ids of what Bedrock makes "+
			"are AWS's choice, so their ARNs end in `*`.")
	}
	if strings.Contains(text, `"Resource": "*"`) {
		notes = append(notes, "`*` alone stands where IAM knows no resource for the action.")
	}
	out += "\n" + strings.Join(notes, " ") + "\n"
	if p.kind == "resources" {
		out += "\nThis is what all arguments together need, as measured against the simulator; an argument that you do not use may need " +
			"less. Where an action is missing, the error names it. What the policy of a KMS key asks of its users is not in here.\n"
	}
	return out
}

// whatFor says what the statements of a policy are for, by their names.
func whatFor(p page, n needs) string {
	var out string
	switch {
	case p.kind == "resources":
		out = "A plan needs the statements whose names begin with `Plan`; `terraform apply` and `terraform destroy` need the others, too."
	case len(n.Plan) == 0:
		return "None are required. Without these, what they would show or check is left out, with a warning where it matters."
	default:
		out = "Reading it needs"
		if len(n.Better) == 0 {
			return out + " this policy."
		}
		out += " the statements whose names begin with `Plan`."
	}
	if len(n.Better) > 0 {
		out += " Without those that begin with `Optional` it works as well: what they would show or check is left out, with a warning where it " +
			"matters."
	}
	return out
}

// statement is one of a policy. Passing a role is one of its own, which allows it to Bedrock only.
type statement struct {
	Sid       string
	Effect    string
	Action    []string
	Resource  any // a string or several
	Condition any `json:",omitempty"`
}

const passRole = "iam:PassRole"

// policy is a policy document with the smallest resources, and whether it is confined to any.
func policy(typeName string, n needs) (text string, confined bool) {
	var statements []statement
	for _, part := range []struct {
		name    string
		actions []string
	}{{"Plan", n.Plan}, {"Apply", n.Apply}, {"Optional", n.Better}} {
		first := len(statements)
		for _, action := range part.actions {
			where := scopeOf(typeName, action)
			confined = confined || where.resources[0] != "*"
			sid := part.name + where.of
			var condition any
			if action == passRole {
				sid = "PassRole"
				condition = map[string]any{"StringEquals": map[string]string{"iam:PassedToService": "bedrock.amazonaws.com"}}
			}
			i := slices.IndexFunc(statements[first:], func(s statement) bool { return s.Sid == sid })
			if i < 0 {
				i = len(statements) - first
				statements = append(statements, statement{sid, "Allow", nil, oneOrMore(where.resources), condition})
			}
			statements[first+i].Action = append(statements[first+i].Action, action)
		}
	}
	document, err := json.MarshalIndent(struct {
		Version   string
		Statement []statement
	}{"2012-10-17", statements}, "", "  ")
	if err != nil {
		panic(err) // strings always marshal
	}
	return string(document), confined
}

func oneOrMore(resources []string) any {
	if len(resources) == 1 {
		return resources[0]
	}
	return resources
}
