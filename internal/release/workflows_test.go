// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// workflow are the members of a workflow that say what it may do.
type workflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Permissions map[string]string
		Steps       []struct {
			Uses string
			With map[string]any
		}
	}
}

func workflows(t *testing.T) map[string]workflow {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, ".github", "workflows", "*.yml"))
	if err != nil || len(files) < 4 {
		t.Fatalf("%v: %v", files, err)
	}
	all := map[string]workflow{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(text, &w); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[filepath.Base(file)] = w
	}
	return all
}

var commit = regexp.MustCompile(`@[0-9a-f]{40}$`)

// Nobody can put something else behind a tag that a workflow uses.
func TestWorkflows_pinActionsByCommit(t *testing.T) {
	t.Parallel()
	for name, w := range workflows(t) {
		for job, j := range w.Jobs {
			for _, step := range j.Steps {
				if step.Uses != "" && !commit.MatchString(step.Uses) {
					t.Errorf("%s, %s: %s is not a commit", name, job, step.Uses)
				}
				if strings.HasPrefix(step.Uses, "actions/checkout@") && step.With["persist-credentials"] != false {
					t.Errorf("%s, %s: the checkout leaves its token behind", name, job)
				}
			}
		}
	}
}

// Only the job that publishes may write, and only it and the one that runs on AWS say who they are.
func TestWorkflows_haveTheLeastPermissions(t *testing.T) {
	t.Parallel()
	allowed := map[string][]string{
		"release.yml/release": {"attestations", "contents", "id-token", "packages"}, "acceptance.yml/free": {"id-token"},
	}
	for name, w := range workflows(t) {
		if w.Permissions == nil {
			t.Errorf("%s has no permissions, and so those of the repository's settings", name)
		}
		for what, how := range w.Permissions {
			if how == "write" {
				t.Errorf("%s: every job may write %s", name, what)
			}
		}
		for job, j := range w.Jobs {
			for what, how := range j.Permissions {
				if how == "write" && !slices.Contains(allowed[name+"/"+job], what) {
					t.Errorf("%s, %s may write %s", name, job, what)
				}
			}
		}
	}
}
