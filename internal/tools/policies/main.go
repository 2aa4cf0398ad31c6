// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Policies holds the JSON of a plan against the rules for Open Policy Agent in a directory, as `opa eval` does, and prints what they
// refuse, a line each, with the package of the rule in front. Its exit code is 1 where there is anything. It is a module of its own, so
// that nothing of it gets near the provider.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/open-policy-agent/opa/v1/rego"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: policies DIRECTORY PLAN.json")
		os.Exit(2)
	}
	refused, err := judge(context.Background(), os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, line := range refused {
		fmt.Println(line)
	}
	if len(refused) > 0 {
		os.Exit(1)
	}
}

// judge returns what the rules refuse of a plan.
func judge(ctx context.Context, directory, plan string) (refused []string, err error) {
	files, err := filepath.Glob(filepath.Join(directory, "*.rego"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("there are no rules in %s", directory)
	}
	text, err := os.ReadFile(plan)
	if err != nil {
		return nil, err
	}
	var input any
	if err := json.Unmarshal(text, &input); err != nil {
		return nil, fmt.Errorf("%s: %w", plan, err)
	}
	results, err := rego.New(
		rego.Query("data.bedrock[name].deny[message]"), rego.Load(files, nil), rego.Input(input), rego.Strict(true),
	).Eval(ctx)
	if err != nil {
		return nil, err
	}
	for _, result := range results {
		name, isName := result.Bindings["name"].(string)
		message, isMessage := result.Bindings["message"].(string)
		if !isName || !isMessage {
			return nil, errors.New("a rule refuses without a text")
		}
		refused = append(refused, name+": "+message)
	}
	slices.Sort(refused)
	return refused, nil
}
