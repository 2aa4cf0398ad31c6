// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// A model under the threshold fails the apply, and the same job passes once the threshold is lower: nothing is evaluated again.
func TestEvaluationExample_gateFailsTheApply(t *testing.T) {
	t.Parallel()
	files, _ := readExamples(t)
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, files).In("evaluations/judge")
	tf.Init().OK(t)
	apply := func(arguments ...string) acctest.Result {
		return tf.Start(append([]string{"apply", "-auto-approve"}, arguments...)...).
			Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) })
	}
	apply("-var", "least_correctness=0.99").Exits(t, 1).Says(t, "The model is not correct often enough")
	apply("-var", "most_harmfulness=0").Exits(t, 1).Says(t, "The model does harm too often")
	apply().OK(t)
	if n := cloud.Count("CreateEvaluationJob"); n != 1 {
		t.Errorf("%d jobs were started, want 1", n)
	}
	tf.Destroy().OK(t)
}

// A challenger with which the shop earns less is refused before a job is paid; one that customers like less, or that is slower, once the
// scores are there; one that is less efficient gets a warning. No job is run again, and no model is asked again. What people say is
// there once they are done.
func TestEvaluationExample_businessFiguresFailTheApply(t *testing.T) {
	t.Parallel()
	files, _ := readExamples(t)
	const directory, good = "evaluations/business/", ",126,18900,590,4600"
	figures := files[directory+"figures.csv"]
	if !strings.Contains(figures, good) {
		t.Fatal("the figures of the example have changed")
	}
	files[directory+"poor.csv"] = strings.ReplaceAll(figures, good, ",90,12000,590,4600")
	files[directory+"others.csv"] = strings.ReplaceAll(figures, "nova-micro", "nova-pro")
	files[directory+"slow.csv"] = strings.ReplaceAll(figures, good, ",126,18900,590,9900")
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, files).In("evaluations/business")
	tf.Init().OK(t)
	apply := func(arguments ...string) acctest.Result {
		return tf.Start(append([]string{"apply", "-auto-approve"}, arguments...)...).
			Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) })
	}
	apply("-var", "figures_file=poor.csv").Exits(t, 1).Says(t, "Fewer visitors buy with the challenger", "earns less with the challenger")
	apply("-var", "figures_file=others.csv").Exits(t, 1).Says(t, "or a model is not in the figures")
	if n := cloud.Count("CreateEvaluationJob") + cloud.Count("Converse"); n != 0 {
		t.Errorf("%d paid requests for a model that is refused at plan", n)
	}
	apply("-var", "least_satisfaction=1.1", "-var", "least_cross_domain=1.1", "-var", "most_latency_ms=0").Exits(t, 1).
		Says(t, "Customers would not be satisfied", "not good enough in one of the domains", "too slow")
	apply("-var", "figures_file=slow.csv").OK(t).Says(t, "People finish fewer contacts")
	apply().OK(t)
	tf.Plan().OK(t)
	for operation, want := range map[string]int{"CreateEvaluationJob": 3, "Converse": 2} {
		if n := cloud.Count(operation); n != want {
			t.Errorf("%s was sent %d times, want %d", operation, n, want)
		}
	}
	cloud.Advance(72 * time.Hour)
	tf.Apply().OK(t)
	if scores, ok := tf.State()["bedrock_evaluation_job.people"].AttributeValues["scores"].([]any); !ok || len(scores) != 4 {
		t.Errorf("people gave %v, want two metrics of two models", scores)
	}
	tf.Destroy().OK(t)
}

// Each kind works with a role and a bucket of somebody else, which stay as they were.
func TestEvaluationExample_bringsItsOwnRoleAndBucket(t *testing.T) {
	t.Parallel()
	files, _ := readExamples(t)
	cloud := acctest.NewCloud(t)
	cloud.NewEvaluation(t)
	tf := acctest.NewTerraform(t, cloud, files).In("evaluations/bring-your-own")
	tf.Init().OK(t)
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) }).OK(t)
	cloud.Advance(72 * time.Hour)
	tf.Apply().OK(t)
	for _, kind := range []string{"automatic", "judge", "own_responses", "knowledge_base", "people"} {
		job := tf.State()["bedrock_evaluation_job."+kind]
		if job == nil {
			t.Errorf("there is no job of the kind %s", kind)
			continue
		}
		if scores, ok := job.AttributeValues["scores"].([]any); !ok || len(scores) == 0 {
			t.Errorf("%s has no scores: %v", kind, job.AttributeValues["scores"])
		}
	}
	tf.Destroy().OK(t)
	for operation, before := range map[string]int{
		"CreateRole": 1, "PutRolePolicy": 2, "CreateBucket": 1, "PutBucketCors": 1, "DeleteRole": 0, "DeleteBucket": 0,
	} {
		if n := cloud.Count(operation); n != before {
			t.Errorf("%s was sent %d times, and %d of them were not by Terraform", operation, n, before)
		}
	}
}
