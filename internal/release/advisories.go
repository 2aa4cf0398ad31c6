// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	_ "embed" // the advisories
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/semver"
)

//go:embed advisories.json
var advisoriesJSON []byte

// advisory is a published weakness of a module, and the version in which it is mended.
type advisory struct{ ID, Module, Fixed, About string }

func advisories() ([]advisory, error) {
	var all struct{ Advisories []advisory }
	err := json.Unmarshal(advisoriesJSON, &all)
	return all.Advisories, err
}

// before says whether one version is older than another, with or without a v.
func before(version, fixed string) bool {
	return semver.Compare("v"+strings.TrimPrefix(version, "v"), "v"+strings.TrimPrefix(fixed, "v")) < 0
}

// unmended are the advisories whose fix modules are older than.
func unmended(modules []module) (found []string, err error) {
	all, err := advisories()
	if err != nil {
		return nil, err
	}
	for _, m := range modules {
		for _, a := range all {
			if a.Module == m.path && before(m.version, a.Fixed) {
				found = append(found, fmt.Sprintf("%s %s: %s is mended in %s", m.path, m.version, a.ID, a.Fixed))
			}
		}
	}
	return found, nil
}

// mended holds what is linked into the archives against the advisories. The Go of this machine may be older than the one that .go-version
// has for releases: that is said, and no error.
func (c check) mended(d distribution, archives []released) error {
	pinned, err := os.ReadFile(filepath.Join(c.root, ".go-version"))
	if err != nil {
		return err
	}
	goes := strings.TrimSpace(string(pinned))
	found, err := unmended([]module{{stdlib, goes}})
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return fmt.Errorf(".go-version: %s", strings.Join(found, "; "))
	}
	count := 0
	for _, a := range archives {
		_, _, modules, _, err := linked(filepath.Join(d.dir, a.name))
		if err != nil {
			return err
		}
		var others []module
		for _, m := range modules {
			if m.path != stdlib {
				others = append(others, m)
			} else if before(m.version, goes) && count == 0 {
				c.say("built with Go %s; releases are built with %s, which is in .go-version", m.version, goes)
			}
		}
		found, err := unmended(others)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("%s: %s", a.name, strings.Join(found, "; "))
		}
		count = max(count, len(others))
	}
	c.say("none of up to %d linked modules is older than a fix in the list of advisories", count)
	return nil
}
