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
	"strings"
)

// The marks in SECURITY.md between which the advisories stand.
const (
	advisoriesBegin = "<!-- advisories: generated from internal/release/advisories.json -->\n"
	advisoriesEnd   = "<!-- end of advisories -->\n"
)

// writeAdvisories writes the advisories that were looked up into SECURITY.md.
func writeAdvisories(root string) error {
	path := filepath.Join(root, "SECURITY.md")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	list, err := os.ReadFile(filepath.Join(root, "internal", "release", "advisories.json"))
	if err != nil {
		return err
	}
	var all struct {
		LookedUp   string `json:"looked_up"`
		Advisories []struct{ ID, Module, Fixed, About string }
	}
	if err := json.Unmarshal(list, &all); err != nil {
		return err
	}
	head, rest, ok := strings.Cut(string(text), advisoriesBegin)
	_, tail, closed := strings.Cut(rest, advisoriesEnd)
	if !ok || !closed {
		return errors.New("SECURITY.md has no place for advisories")
	}
	var out strings.Builder
	out.WriteString(head + advisoriesBegin)
	fmt.Fprintf(&out, "\nLast looked up by hand, in public issues and release notes: %s.\n\n", all.LookedUp)
	out.WriteString("| Module | Mended in | Advisory | What it is |\n|---|---|---|---|\n")
	for _, a := range all.Advisories {
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s |\n", a.Module, a.Fixed, a.ID, a.About)
	}
	out.WriteString("\n" + advisoriesEnd + tail)
	return os.WriteFile(path, []byte(out.String()), 0o644)
}
