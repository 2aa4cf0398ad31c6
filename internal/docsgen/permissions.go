// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/json"
	"errors"
	"fmt"
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
	if p.kind == "resources" {
		n, ok := all[p.typeName]
		if !ok {
			return ""
		}
		return "\n## Permissions\n\nA plan needs the actions of the first statement; `terraform apply` and `terraform destroy` " +
			"need all of them.\n\n" +
			"```json\n" + policy(n) + "\n```\n\n" +
			"This is what all arguments together need, as measured against the simulator; an argument that you do not use may need less. " +
			"Where one of the actions is missing, the error names it. Narrow `Resource` as you like. What the policy of a KMS key asks of its " +
			"users is not in here." + better(n) + "\n"
	}
	if p.kind == "list-resources" {
		return "" // what a list calls is on the page of the resource
	}
	n, ok := all["data."+p.typeName]
	switch {
	case !ok:
		return ""
	case len(n.Plan)+len(n.Better) == 0:
		return "\n## Permissions\n\nNone, not even credentials.\n"
	case len(n.Plan) == 0:
		return "\n## Permissions\n\nNone are required." + better(n) + "\n"
	}
	return "\n## Permissions\n\nReading it needs " + list(n.Plan) + "." + better(n) + "\n"
}

// policy is a policy document. Passing a role is a statement of its own, which allows it to Bedrock only.
func policy(n needs) string {
	type statement struct {
		Sid       string
		Effect    string
		Action    []string
		Resource  string
		Condition any `json:",omitempty"`
	}
	const passRole = "iam:PassRole"
	statements := []statement{{Sid: "Plan", Effect: "Allow", Action: n.Plan, Resource: "*"}}
	if apply := slices.DeleteFunc(slices.Clone(n.Apply), func(action string) bool { return action == passRole }); len(apply) > 0 {
		statements = append(statements, statement{Sid: "Apply", Effect: "Allow", Action: apply, Resource: "*"})
	}
	if slices.Contains(n.Apply, passRole) {
		statements = append(statements, statement{
			Sid: "PassRole", Effect: "Allow", Action: []string{passRole}, Resource: "*",
			Condition: map[string]any{"StringEquals": map[string]string{"iam:PassedToService": "bedrock.amazonaws.com"}},
		})
	}
	text, err := json.MarshalIndent(struct {
		Version   string
		Statement []statement
	}{"2012-10-17", statements}, "", "  ")
	if err != nil {
		panic(err) // strings always marshal
	}
	return string(text)
}

func better(n needs) string {
	if len(n.Better) == 0 {
		return ""
	}
	return fmt.Sprintf(" Without %s it works too: what they would show or check is left out, with a warning where it matters.", list(n.Better))
}

func list(actions []string) string {
	quoted := make([]string, len(actions))
	for i, action := range actions {
		quoted[i] = "`" + action + "`"
	}
	if last := len(quoted) - 1; last > 0 {
		return strings.Join(quoted[:last], ", ") + " and " + quoted[last]
	}
	return strings.Join(quoted, "")
}
