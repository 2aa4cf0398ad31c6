// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// diagnostic is an error as `terraform apply -json` prints it, one in a line.
type diagnostic struct {
	Severity, Summary, Detail, Address string
}

// errorsIn reads the errors from what Terraform printed. A line that is not JSON is none.
func errorsIn(output string) (found []diagnostic) {
	for line := range strings.Lines(output) {
		var said struct{ Diagnostic diagnostic }
		if json.Unmarshal([]byte(line), &said) == nil && said.Diagnostic.Severity == "error" {
			found = append(found, said.Diagnostic)
		}
	}
	return found
}

// importCommand finds the line `terraform import ADDRESS ID` in an error, and returns the object that it is about.
func (d diagnostic) importCommand() (id string, ok bool) {
	_, command, found := strings.Cut(d.Detail, "terraform import ")
	line, _, _ := strings.Cut(command, "\n")
	words := strings.Fields(line)
	if !found || len(words) != 2 {
		return "", false
	}
	return words[1], true
}

// recovered is what became of the attempt to set things right.
type recovered struct {
	imports   int  // objects that were refused because their name is taken, and imported as the error said
	changes   bool // the plan after it was not empty
	abandoned error
}

// recover does what a user does next: the same command again, and once more after the imports that its errors ask for; then
// a plan, which should be empty.
func (s *site) recover(ctx context.Context, a action) (r recovered) {
	again := []string{"apply", "-json", "-auto-approve", "-input=false"}
	plan := []string{"plan", "-detailed-exitcode", "-no-color", "-input=false"}
	if a == destroy {
		again, plan = append(again, "-destroy"), append(plan, "-destroy")
	}
	output, err := s.terraform(ctx, again...)
	if err != nil {
		if r.imports, err = s.importAll(ctx, output, err); err == nil {
			output, err = s.terraform(ctx, again...)
		}
	}
	if err != nil {
		r.abandoned = fmt.Errorf("%w%s", err, told(output))
		return r
	}
	output, err = s.terraform(ctx, plan...)
	var exit *terraform.ExitError
	switch {
	case errors.As(err, &exit) && exit.Code == 2:
		r.changes = true
		s.complain("the plan after the recovery is not empty:\n%s", output)
	case err != nil:
		r.abandoned = fmt.Errorf("%w%s", err, told(output))
	}
	return r
}

// importAll runs the imports that the errors of a failed apply ask for. Any other error is one that it cannot help.
func (s *site) importAll(ctx context.Context, output string, failed error) (imports int, err error) {
	found := errorsIn(output)
	if len(found) == 0 {
		return 0, failed
	}
	for _, d := range found {
		id, ok := d.importCommand()
		if !ok {
			return imports, failed
		}
		if output, err := s.terraform(ctx, "import", "-input=false", "-no-color", d.Address, id); err != nil {
			return imports, fmt.Errorf("importing %s into %s: %w%s", id, d.Address, err, told(output))
		}
		imports++
	}
	return imports, nil
}

// told is what Terraform said about a failure.
func told(output string) string {
	var b strings.Builder
	for _, d := range errorsIn(output) {
		fmt.Fprintf(&b, "\n%s: %s: %s", d.Address, d.Summary, d.Detail)
	}
	return b.String()
}
