// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	prefixedName = "job_name_prefix = \"tickets-\"\n wait_for = \"completed\"\n"
	fixedName    = "job_name = \"tickets\"\n wait_for = \"completed\"\n"
)

// warns stops the test unless a plan or an apply warned with all the parts, in capitals or not.
func warns(t testing.TB, diags acctest.Diagnostics, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(strings.ToLower(diags.Warnings()), strings.ToLower(part)) {
			t.Fatalf("no warning says %q: %q", part, diags.Warnings())
		}
	}
}

// A job block that was renamed without a moved block is, to Terraform, one that goes and another that comes: the plan says which
// trained model that deletes, and how to keep it.
func TestModelCustomizationJob_warnsWhenARenamedBlockDeletesTheModel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := strings.Replace(b.config(prefixedName), "custom_model_name ", "custom_model_name_prefix ", 1)
	b.apply(t, config)
	model := b.Object(job).Attr("output_model_arn")
	plan := b.Plan(context.Background(), strings.Replace(config, `"test" {`, `"renamed" {`, 1))
	if plan.Errors() != "" || plan.Of(job) != acctest.Destroy {
		t.Fatalf("the plan of the old block is %s: %s", plan.Of(job), plan.Errors())
	}
	warns(t, plan.Diagnostics, model, "moved")
}

// So does the plan of a block that was removed.
func TestModelCustomizationJob_warnsWhenARemovedBlockDeletesTheModel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config(fixedName+`deletion_policy = "DELETE"`))
	warns(t, b.Plan(context.Background(), "").Diagnostics, b.Object(job).Attr("output_model_arn"))
}

// A model that took hours and money is deleted by those only who wrote that it may be. The error names the line to write.
func TestModelCustomizationJob_keepsAModelWithoutAWrittenDeletionPolicy(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config(fixedName+"deletion_policy = null"))
	diags := b.Destroy(context.Background())
	if b.cloud.Count("DeleteCustomModel") > 0 {
		t.Fatal("the trained model was deleted")
	}
	if !strings.Contains(diags.Errors(), `deletion_policy = "DELETE"`) || b.Objects[job] == nil {
		t.Errorf("the job is in the state: %t; errors: %q", b.Objects[job] != nil, diags.Errors())
	}
	b.apply(t, b.config(fixedName+`deletion_policy = "DELETE"`))
	if diags := b.Destroy(context.Background()); diags.Errors() != "" || b.cloud.Count("DeleteCustomModel") != 1 {
		t.Errorf("a written policy deletes %d models: %s", b.cloud.Count("DeleteCustomModel"), diags.Errors())
	}
}

// A job that completes while the destroy begins has a model that nobody has allowed to delete.
func TestModelCustomizationJob_keepsAModelThatCompletesUnderADestroy(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config(`job_name = "tickets"
wait_for = "created"
deletion_policy = null`))
	b.cloud.Advance(48 * time.Hour)
	diags := b.Destroy(context.Background())
	if b.cloud.Count("DeleteCustomModel") > 0 || !strings.Contains(diags.Errors(), `deletion_policy = "DELETE"`) {
		t.Errorf("the trained model was deleted: %q", diags.Errors())
	}
}

// The provider's default says it for every job, the override for all that the state says otherwise, and both hold at once.
func TestModelCustomizationJob_takesTheDeletionPolicyOfTheProvider(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		policy   string // of the resource
		provider map[string]string
		deleted  int
		left     bool // in the state
	}{
		"default DELETE":                    {"null", map[string]string{"default_deletion_policy": crud.DeletionDelete}, 1, false},
		"default ABANDON":                   {"null", map[string]string{"default_deletion_policy": crud.DeletionAbandon}, 0, false},
		"default PREVENT":                   {"null", map[string]string{"default_deletion_policy": crud.DeletionPrevent}, 0, true},
		"the resource's wins":               {`"DELETE"`, map[string]string{"default_deletion_policy": crud.DeletionPrevent}, 1, false},
		"the override wins over PREVENT":    {`"PREVENT"`, map[string]string{"deletion_policy_override": crud.DeletionDelete}, 1, false},
		"the override wins over silence":    {"null", map[string]string{"deletion_policy_override": crud.DeletionAbandon}, 0, false},
		"the override protects, if it must": {`"DELETE"`, map[string]string{"deletion_policy_override": crud.DeletionPrevent}, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.apply(t, b.config(fixedName+"deletion_policy = "+test.policy))
			config := b.cloud.For(acctest.Region)
			for argument, value := range test.provider {
				config[argument] = value
			}
			b.Reconfigure(config, domains(), provider.WithClock(b.clock))
			diags := b.Destroy(context.Background())
			if n := b.cloud.Count("DeleteCustomModel"); n != test.deleted || (b.Objects[job] != nil) != test.left {
				t.Errorf("%d models deleted, in the state: %t; %s", n, b.Objects[job] != nil, diags.Errors())
			}
		})
	}
}

// Terraform plans the configuration before it destroys. What that plan finds wrong with another run must not stop it.
func TestModelCustomizationJob_isDestroyedWhateverAPlanWouldSay(t *testing.T) {
	t.Parallel()
	const policy = "deletion_policy = \"DELETE\"\n"
	for name, test := range map[string]struct {
		prepare func(b *bench)
		fails   bool // the first apply
		after   string
	}{
		"a job that failed under a fixed name": {
			prepare: func(b *bench) {
				b.cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{TrainingFailure: "Encountered an internal error."})
			},
			fails: true,
		},
		"an edited hyperparameter under a fixed name": {
			after: `hyper_parameters = { epochCount = "3" }`,
		},
		"a base model that does not exist": {
			after: `base_model_identifier = "amazon.nova-mikro-v1:0"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			if test.prepare != nil {
				test.prepare(b)
			}
			diags := b.Apply(context.Background(), b.config(fixedName+policy))
			if failed := diags.Errors() != ""; failed != test.fails {
				t.Fatalf("apply: %s", diags.Errors())
			}
			config := b.config(fixedName + policy + test.after)
			if test.after != "" {
				b.refusesToReplace(t, config)
			}
			if diags := b.DestroyRoot(context.Background(), config); diags.Errors() != "" {
				t.Fatalf("destroy: %s", diags.Errors())
			}
			if len(b.Objects) > 0 {
				t.Errorf("left in the state: %v", b.Objects)
			}
		})
	}
}

// refusesToReplace stops the test unless a plan warns, and its apply fails, and the model is what it was.
func (b *bench) refusesToReplace(t testing.TB, config string) {
	t.Helper()
	plan := b.Plan(context.Background(), config)
	if plan.Errors() != "" || plan.Of(job) != acctest.Update || !strings.Contains(plan.Warnings(), "cannot be applied") {
		t.Fatalf("the plan is %s: %s", plan.Of(job), plan.Errors()+plan.Warnings())
	}
	jobs, before := b.cloud.Count("CreateModelCustomizationJob"), b.Object(job).Value
	diags := b.ApplyPlan(context.Background(), config, plan)
	if diags.Errors() == "" || !b.Object(job).Value.RawEquals(before) {
		t.Fatalf("the apply changed the state, or says nothing: %s", diags.Errors())
	}
	if paid := b.cloud.Count("CreateModelCustomizationJob") - jobs; paid > 0 || b.cloud.Count("DeleteCustomModel") > 0 {
		t.Fatalf("%d jobs were paid, %d models deleted", paid, b.cloud.Count("DeleteCustomModel"))
	}
}

// What a model was trained on is not what lies there now: whoever looks at the job learns it.
func TestModelCustomizationJob_tellsOfDataThatChangedAfterTheTraining(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(fixedName)
	b.apply(t, config)
	b.expectEmptyPlan(t, config)
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", acctest.TrainingRecords()+acctest.TrainingRecords())
	b.Reconfigure(b.cloud.For(acctest.Region), domains(), provider.WithClock(b.clock)) // the next run is another process
	plan := b.Plan(context.Background(), config)
	if plan.Errors() != "" || plan.Of(job) == acctest.Replace {
		t.Fatalf("the plan is %s: %s", plan.Of(job), plan.Errors())
	}
	if !strings.Contains(plan.Warnings(), b.training.DataURI) && !saysDataChanged(b.Object(job).Value) {
		t.Errorf("nothing at the job says that its data changed: %q", plan.Warnings())
	}
}

func saysDataChanged(state cty.Value) bool {
	const attribute = "data_changed_after_training"
	return state.Type().HasAttribute(attribute) && state.GetAttr(attribute).RawEquals(cty.True)
}

// With the default wait the first apply ends within minutes and shows no model. It says why, and what brings one.
func TestModelCustomizationJob_saysThatTheTrainingGoesOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	diags := b.Apply(context.Background(), b.config(""))
	if diags.Errors() != "" || b.Object(job).Attr("status") != "InProgress" {
		t.Fatalf("%s: %s", b.Object(job).Attr("status"), diags.Errors())
	}
	warns(t, diags, "is training", "apply")
}

// A job that AWS does not get to train looks like one that trains, for days. The timeout says which phase it is in, since when,
// and that stopping it is the way out.
func TestModelCustomizationJob_explainsAStalledJob(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{TrainingStalls: true})
	diags := b.Apply(context.Background(), b.config(fixedName+`timeouts = { create = "8h" }`))
	if diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	object := b.Object(job)
	since, err := time.Parse(time.RFC3339, object.Attr("last_modified_time"))
	if err != nil {
		t.Fatal(err)
	}
	warns(t, diags, object.Attr("arn"), "NotStarted", since.UTC().Format(time.DateOnly), "stop")
}

// AWS's pattern of S3 URIs leaves out characters that S3 takes. The plan says which one it is, before half of a root is made.
func TestModelCustomizationJob_refusesAURIThatNoJobTakes(t *testing.T) {
	t.Parallel()
	for key, character := range map[string]string{
		"day=2026-11-28/train.jsonl": `"="`, "my data/train.jsonl": `" "`, "train+more.jsonl": `"+"`, "größe.jsonl": `"ö"`,
		"training//data.jsonl": `"//"`,
	} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			config := strings.Replace(b.config(fixedName), b.training.DataURI, "s3://training-data/"+key, 1)
			errors := b.Plan(context.Background(), config).Errors()
			if !strings.Contains(errors, "s3_uri") || !strings.Contains(errors, key) || !strings.Contains(errors, character) {
				t.Errorf("the plan does not refuse the URI, or does not show %s: %q", character, errors)
			}
		})
	}
}
