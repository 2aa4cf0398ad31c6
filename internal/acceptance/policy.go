// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acceptance

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// needs are the IAM actions for one type, as a test of internal/registry measured them. The pages show the same.
type needs struct {
	Plan, Apply, Better []string
}

// statement is one of a policy.
type statement struct {
	Sid       string
	Effect    string
	Action    []string
	Resource  []string
	Condition any `json:",omitempty"`
}

// Policy is the policy document that a run of a class takes: what the pages of its types name, confined to the names of a run where
// IAM knows names. root is the directory of the repository.
func Policy(class Class, root string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, "internal", "registry", "testdata", "permissions.json"))
	if err != nil {
		return "", fmt.Errorf("reading the permissions: %w", err)
	}
	var all map[string]needs
	if err := json.Unmarshal(text, &all); err != nil {
		return "", fmt.Errorf("reading the permissions: %w", err)
	}
	bucket, role := "arn:aws:s3:::"+Prefix+"*", "arn:aws:iam::*:role/"+Prefix+"*"
	statements := []statement{
		{Sid: "Bedrock", Resource: []string{"*"}},
		{Sid: "Data", Resource: []string{bucket, bucket + "/*"}},
		{Sid: "Roles", Resource: []string{role}},
		{Sid: "PassRole", Resource: []string{role}, Condition: map[string]any{
			"StringEquals": map[string]string{"iam:PassedToService": "bedrock.amazonaws.com"},
		}},
	}
	for _, action := range actions(class, all) {
		at := 0
		switch service, _, _ := strings.Cut(action, ":"); {
		case action == "iam:PassRole":
			at = 3
		case service == "iam":
			at = 2
		case service == "s3":
			at = 1
		}
		statements[at].Effect = "Allow"
		statements[at].Action = append(statements[at].Action, action)
	}
	document, err := json.MarshalIndent(map[string]any{"Version": "2012-10-17", "Statement": statements}, "", "  ")
	return string(document), err
}

func actions(class Class, all map[string]needs) (actions []string) {
	for _, step := range Steps {
		if !class.Allows(step.Class) {
			continue
		}
		for _, typ := range step.Types {
			actions = append(actions, slices.Concat(all[typ].Plan, all[typ].Apply, all[typ].Better)...)
		}
	}
	actions = append(actions, "sts:GetCallerIdentity", "bedrock:ListInferenceProfiles")
	if class.Allows(Training) {
		actions = append(actions, "bedrock:ListModelCustomizationJobs") // for the sweep, as the one before
	}
	slices.Sort(actions)
	return slices.Compact(actions)
}
