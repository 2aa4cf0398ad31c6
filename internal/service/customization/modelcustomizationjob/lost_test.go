// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A state that was lost, as by a machine that died, and a job whose generated name nobody knows: the name of the model leads to
// it, while it runs and afterwards.
func TestModelCustomizationJob_namesTheJobBehindAModelNameInUse(t *testing.T) {
	t.Parallel()
	for name, passed := range map[string]time.Duration{"running": 0, "completed": 3 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			config := b.config("job_name_prefix = \"tickets-\"\n wait_for = \"created\"")
			b.apply(t, config)
			arn := b.Object(job).Attr("arn")
			b.Forget(job)
			b.cloud.Advance(passed)
			diags := b.Apply(context.Background(), config)
			if want := "terraform import ADDRESS " + arn; !strings.Contains(diags.Errors(), want) {
				t.Fatalf("the error does not say %q: %s", want, diags.Errors())
			}
			if diags := b.Import(context.Background(), job, "bedrock_model_customization_job", arn, nil); diags.Errors() != "" {
				t.Fatal(diags.Errors())
			}
			b.apply(t, config)
			b.expectEmptyPlan(t, config)
		})
	}
}

// An import into a configuration that is of another job replaces what was imported, and the error that gives the import says so.
func TestModelCustomizationJob_saysWhatAnImportUnderAnotherNameCosts(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config(`job_name = "first"`))
	arn := b.Object(job).Attr("arn")
	b.Forget(job)
	b.cloud.Advance(3 * time.Hour)
	config := b.config(`job_name = "second"`)
	said := b.Apply(context.Background(), config).Errors()
	for _, part := range []string{arn, "plan before you apply", "such as its name, the apply would delete the model and pay for another"} {
		if !strings.Contains(said, part) {
			t.Errorf("the error does not say %q: %s", part, said)
		}
	}
	if diags := b.Import(context.Background(), job, "bedrock_model_customization_job", arn, nil); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	// Nobody has said yet that the imported model may be deleted, for which the state has to have it.
	said = b.Plan(context.Background(), config).Errors()
	if !strings.Contains(said, "custom-model/") || !strings.Contains(said, "would be deleted") {
		t.Errorf("the plan after the import does not say what it would delete: %s", said)
	}
}

func TestModelCustomizationJob_findsTheJobOfAnAnswerWithoutARN(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.cloud.AddFault(simulator.Fault{Operation: "CreateModelCustomizationJob", Action: "empty", AfterCommit: true})
	config := b.config(`wait_for = "created"`)
	b.apply(t, config)
	b.expectEmptyPlan(t, config)
	if n := b.cloud.Count("CreateModelCustomizationJob"); n != 1 {
		t.Errorf("%d jobs were asked for", n)
	}
}

func TestModelCustomizationJob_keepsTheStatusOfAModelThatCannotBeRead(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config(`wait_for = "completed"`))
	b.cloud.AddFault(simulator.Fault{Operation: "GetCustomModel", Status: 403, Times: -1})
	diags := b.Refresh(context.Background())
	if status := b.Object(job).Attr("output_model_status"); status != "Active" || diags.Errors()+diags.Warnings() != "" {
		t.Errorf("output_model_status = %q; errors: %s; warnings: %s", status, diags.Errors(), diags.Warnings())
	}
}
