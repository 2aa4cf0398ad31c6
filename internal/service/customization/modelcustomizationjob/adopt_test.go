// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	ownershipKey = "support-models-production"
	create       = "CreateModelCustomizationJob"
)

// reopen is the next run of Terraform, with an ownership key.
func (b *bench) reopen(key string) {
	config := b.cloud.For(acctest.Region)
	if key != "" {
		config["ownership_key"] = key
	}
	b.Reconfigure(config, domains(), provider.WithClock(b.clock))
}

// lose applies the configuration and forgets the job. Its mark is as a run leaves it that dies in the wait, or, taken off, right
// before the state is written.
func (b *bench) lose(t *testing.T, config string, marked bool) (arn string) {
	t.Helper()
	if marked {
		b.cloud.AddFault(simulator.Fault{Operation: "UntagResource", Status: 403, Times: -1})
	}
	b.apply(t, config)
	b.cloud.ClearFaults()
	arn = b.Object(job).Attr("arn")
	b.Forget(job)
	return arn
}

const made = `
  job_name_prefix = "tickets-"
  wait_for        = "completed"
  tags            = { team = "support" }
  job_tags        = { purpose = "test" }`

func TestModelCustomizationJob_takesOverWhatAnApplyThatDiedStarted(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string]string{
		"made name": made, "fixed name": strings.Replace(made, "job_name_prefix", "job_name", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.reopen(ownershipKey)
			config := b.config(arguments)
			arn := b.lose(t, config, true)

			b.reopen(ownershipKey)
			plan := b.Plan(context.Background(), config)
			if plan.Of(job) != acctest.Create || plan.Errors() != "" {
				t.Fatalf("the plan is %s; errors: %s", plan.Of(job), plan.Errors())
			}
			if fixed := name == "fixed name"; strings.Contains(plan.Warnings(), "takes that job over") != fixed {
				t.Errorf("warnings: %s", plan.Warnings())
			}
			if diags := b.ApplyPlan(context.Background(), config, plan); diags.Errors() != "" || !strings.Contains(diags.Warnings(), "Taking over") {
				t.Fatalf("errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
			}
			if now := b.Object(job).Attr("arn"); now != arn {
				t.Errorf("took over %s, not %s", now, arn)
			}
			b.expectEmptyPlan(t, config)
			if got, want := b.tags(t, arn), map[string]string{"purpose": "test"}; !maps.Equal(got, want) {
				t.Errorf("the job has the tags %v, want %v", got, want)
			}
		})
	}
}

func TestModelCustomizationJob_takesOverNothingElse(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]struct {
		before, after, arguments string
		marked                   bool
	}{
		"no key":          {ownershipKey, "", "", true},
		"another key":     {ownershipKey, "support-models-staging", "", true},
		"not marked":      {"", ownershipKey, "", false},
		"complete":        {ownershipKey, ownershipKey, "", false},
		"other arguments": {ownershipKey, ownershipKey, `hyper_parameters = { epochCount = "3" }`, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.reopen(next.before)
			arn := b.lose(t, b.config(`wait_for = "completed"`), next.marked)
			b.reopen(next.after)
			diags := b.Apply(context.Background(), b.config("wait_for = \"completed\"\n"+next.arguments))
			if !strings.Contains(diags.Errors(), "terraform import ADDRESS "+arn) {
				t.Errorf("errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
			}
			if b.Objects[job] != nil {
				t.Error("the job was taken over")
			}
		})
	}
}

// A run that died between taking the mark off and writing the state leaves a job that looks as one of another resource does.
func TestModelCustomizationJob_asksBeforeItPaysTwice(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.reopen(ownershipKey)
	config := b.config(made)
	arn := b.lose(t, config, false)
	b.reopen(ownershipKey)
	diags := b.Apply(context.Background(), config)
	for _, part := range []string{"terraform import ADDRESS " + arn, "give this one a job_name_prefix of its own", "would delete its model"} {
		if !strings.Contains(diags.Errors(), part) {
			t.Errorf("the error lacks %q: %s", part, diags.Errors())
		}
	}
	if diags := b.Import(context.Background(), job, "bedrock_model_customization_job", arn, nil); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	b.apply(t, config) // what only the configuration knows
	b.expectEmptyPlan(t, config)
	if n := b.cloud.Count(create); n != 2 { // the second was refused
		t.Errorf("%d requests for a job", n)
	}
}

// AWS never frees the name of a job: the next one of the same arguments has the next name.
func TestModelCustomizationJob_trainsAgainUnderAnotherMadeName(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var names []string
	for range 3 {
		b.reopen(ownershipKey)
		b.apply(t, b.config(made))
		names = append(names, b.Object(job).Attr("job_name"))
		if diags := b.Destroy(context.Background()); diags.Errors() != "" {
			t.Fatal(diags.Errors())
		}
	}
	if names[0] == names[1] || names[1] == names[2] || names[0] == names[2] {
		t.Errorf("the jobs are called %v", names)
	}
	other := newBench(t)
	other.reopen(ownershipKey)
	other.apply(t, other.config(strings.Replace(made, "support", "billing", 1)))
	if name := other.Object(job).Attr("job_name"); name == names[0] {
		t.Errorf("other arguments lead to the same name %s", name)
	}
}

// A mark that may not be taken off must not tie the configuration to a job that has nothing any more.
func TestModelCustomizationJob_trainsAgainThoughTheMarkOfTheLastJobStays(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.cloud.AddFault(simulator.Fault{Operation: "UntagResource", Status: 403, Code: "AccessDeniedException", Times: -1})
	var last string
	for range 2 {
		b.reopen(ownershipKey)
		b.apply(t, b.config(made))
		if status := b.Object(job).Attr("output_model_status"); status != "Active" || b.Object(job).Attr("arn") == last {
			t.Fatalf("%s has a model that is %s", b.Object(job).Attr("arn"), status)
		}
		last = b.Object(job).Attr("arn")
		if diags := b.Destroy(context.Background()); diags.Errors() != "" {
			t.Fatal(diags.Errors())
		}
	}
}

func TestModelCustomizationJob_saysThatItsMarkStays(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.reopen(ownershipKey)
	b.cloud.AddFault(simulator.Fault{Operation: "UntagResource", Status: 403, Code: "AccessDeniedException", Times: -1})
	config := b.config("wait_for = \"created\"\n job_tags = { purpose = \"test\" }")
	diags := b.Apply(context.Background(), config)
	if diags.Errors() != "" || !strings.Contains(diags.Warnings(), tags.Owner) {
		t.Fatalf("errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
	}
	arn := b.Object(job).Attr("arn")
	if b.tags(t, arn)[tags.Owner] == "" {
		t.Fatal("the mark is gone")
	}
	b.expectEmptyPlan(t, config)
	if all := b.Object(job).Value.GetAttr("job_tags_all").AsValueMap(); len(all) != 1 {
		t.Errorf("job_tags_all = %v", all)
	}
}
