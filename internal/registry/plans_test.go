// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/permissions"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// What a plan asks of AWS about what is not there yet may fail for good: then somebody hears so within a minute, and not once for
// each of 25 attempts. The times are those of production.
func TestPlans_endWhereAWSFailsForGood(t *testing.T) {
	t.Parallel()
	for name, subject := range permissionSubjects() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked, _, _ := planWhile(t, subject, "")
			for _, operation := range asked {
				_, attempts, took := planWhile(t, subject, operation)
				if took > time.Minute || attempts > 16 {
					t.Errorf("while %s fails, a plan takes %s and %d attempts", operation, took, attempts)
				}
				if attempts < 4 {
					t.Errorf("%s is tried %d times only", operation, attempts)
				}
			}
		})
	}
}

// planWhile plans to create an object, or to read a data source, while an operation fails. It returns the operations that were asked,
// how often the one was, and how long it took.
func planWhile(t *testing.T, subject permissions.Subject, operation string) (asked []string, attempts int, took time.Duration) {
	t.Helper()
	acctest.Virtual(t, func(t *testing.T) {
		cloud := acctest.NewVirtualCloud(t, nil, 0)
		if subject.Case.Prepare != nil {
			subject.Case.Prepare(t, cloud)
		}
		options := []provider.Option{provider.WithClock(acctest.NewClock(cloud)), provider.WithDial(cloud.Dial)}
		w := acctest.NewWorkspace(t, cloud.For(acctest.Region), subject.Case.Domains, options...)
		config, others := subject.Data, subject.Data
		if config == "" {
			text, err := os.ReadFile(filepath.Join(subject.Case.Dir, "max.tf"))
			if err != nil {
				t.Fatal(err)
			}
			config = string(text)
			if others, err = acctest.WithoutResource(config, subject.Case.Type, "test"); err != nil {
				t.Fatal(err)
			}
		}
		if diags := w.Apply(t.Context(), others); diags.Errors() != "" {
			t.Fatal(diags.Errors())
		}
		w.Reconfigure(cloud.For(acctest.Region), subject.Case.Domains, options...) // a new process
		w.Only(subject.Address())
		if operation != "" {
			cloud.AddFault(simulator.Fault{Operation: operation, Status: 500, Times: -1})
		}
		before, begun := len(cloud.Journal()), time.Now()
		diags := w.Plan(t.Context(), config).Diagnostics
		took = time.Since(begun)
		if operation == "" && diags.Errors() != "" {
			t.Fatal(diags.Errors())
		}
		for _, entry := range cloud.Journal()[before:] {
			if entry.Operation == operation {
				attempts++
			}
			if !slices.Contains(asked, entry.Operation) {
				asked = append(asked, entry.Operation)
			}
		}
	})
	return asked, attempts, took
}
