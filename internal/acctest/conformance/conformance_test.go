// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func toyCase(d defect) conformance.Case {
	return conformance.Case{
		Type: "bedrock_toy",
		Dir:  "testdata/toy",
		Domains: []domain.Domain{{
			Name: "toy", Resources: []func() resource.Resource{func() resource.Resource { return &toy{defect: d} }},
		}},
		Prepare: func(t testing.TB, cloud *acctest.Cloud) { cloud.NewTraining(t) },
		Create:  "CreateModelCustomizationJob",
		Read:    "GetModelCustomizationJob",
		Delete:  "DeleteCustomModel",
		Makes:   []string{"model-customization-job", "custom-model"},
		Replaces: map[string]string{
			"job_name": `"other"`, "role_arn": `"arn:aws:iam::123456789012:role/other"`,
		},
		ProviderOnly: map[string]string{"wait_for": `"created"`, "deletion_policy": `"ABANDON"`},
		InPlace:      []string{"tags"},
		RefreshCalls: 2,
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Waiting: `wait_for = "completed"`, NotWaiting: `wait_for = "created"`,
			Filled: "output_model_arn", Missing: "remove",
			Failing: func(t testing.TB, cloud *acctest.Cloud) {
				cloud.PutObject(t, "training-data", "train.jsonl", "this is no record\n")
			},
			Stop: stopJob,
		},
	}
}

func stopJob(t testing.TB, cloud *acctest.Cloud, arn string) {
	t.Helper()
	client, err := cloud.Clients().Bedrock(context.Background(), acctest.Region)
	if err == nil {
		_, err = client.StopModelCustomizationJob(context.Background(), &bedrock.StopModelCustomizationJobInput{JobIdentifier: &arn})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The sound toy passes every check.
func TestConformance_soundToyPasses(t *testing.T) {
	t.Parallel()
	conformance.Run(t, toyCase(noDefect), &conformance.Table{})
}

// Each broken toy is caught by the check that is about its defect.
func TestConformance_brokenToysAreCaught(t *testing.T) {
	t.Parallel()
	for d, check := range map[defect]string{
		stateAfterWait:        "identity_before_second_call",
		errorOnInterrupt:      "interrupted_wait_resumes",
		neverResumes:          "interrupted_wait_resumes",
		tokenPerRetry:         "one_token_per_create",
		cancellableCreate:     "create_is_not_cancelled",
		stoppedIsAbsent:       "stopped_is_a_record",
		identityForgotten:     "second_plan_is_empty",
		attributeLeftUnknown:  "second_plan_is_empty",
		absentMeansGone:       "wrong_account_removes_nothing",
		regionReplaces:        "wrong_region_replaces_nothing",
		emptyBelieved:         "empty_answer_is_refused",
		deletionNotGuarded:    "deletion_policy",
		forgetsAnywhere:       "wrong_account_forgets_nothing",
		tagsReplace:           "update_in_place",
		nameUpdatesInPlace:    "immutable_arguments_replace",
		failureIsAWarning:     "final_failure_at_create",
		defaultsLostByImport:  "import_by_id",
		forgetsTheModel:       "delete_leaves_nothing",
		decidesOnOldState:     "delete_while_running",
		credentialsTaint:      "lost_credentials_keep_the_object",
		readsTwice:            "refresh_budget",
		outputsUnknownAtStart: "not_waiting_plans_null",
		panicLosesCreated:     "panic_in_create_keeps_the_object",
		panicLosesUpdated:     "panic_in_update_keeps_the_object",
		lookupIsPlanned:       "plan_does_not_depend_on_lookups",
		standingWarning:       "healthy_root_is_silent",
		readWarns:             "healthy_root_is_silent",
		regionStopsDestroy:    "destroy_after_refused_change",
		nameStopsDestroy:      "destroy_after_refused_change",
	} {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			err := examine(t, toyCase(d), check)
			if err == nil || strings.Contains(err.Error(), "the check does not apply") {
				t.Fatalf("%s does not notice: %s: %v", check, d, err)
			}
			t.Log(err)
		})
	}
}

// examine runs one check of a case and returns what is wrong.
func examine(t *testing.T, c conformance.Case, name string) error {
	t.Helper()
	for _, check := range conformance.Checks() {
		if check.Name == name {
			return conformance.Examine(t, c, check)
		}
	}
	t.Fatalf("there is no check %s", name)
	return nil
}

// An argument that nobody classified is noticed.
func TestConformance_unjudgedArgumentIsCaught(t *testing.T) {
	t.Parallel()
	c := toyCase(noDefect)
	c.InPlace = nil
	if err := examine(t, c, "every_argument_is_judged"); err == nil {
		t.Fatal("nobody asks about tags")
	}
}

// A change that is planned although AWS could never make it is noticed.
func TestConformance_changeThatIsNotRefusedIsCaught(t *testing.T) {
	t.Parallel()
	c := toyCase(noDefect)
	c.Refused = map[string]string{"deletion_policy": `"ABANDON"`}
	if err := examine(t, c, "refused_changes_change_nothing"); err == nil {
		t.Fatal("nobody notices that the change is planned")
	}
}

// What is planned otherwise when it is applied is what Terraform calls inconsistent.
func TestConformance_finalPlanIsCompared(t *testing.T) {
	t.Parallel()
	err := examine(t, toyCase(lookupIsPlanned), "plan_does_not_depend_on_lookups")
	if err == nil || !strings.Contains(err.Error(), "inconsistent final plan") {
		t.Errorf("nobody compares what is planned before and during the apply: %v", err)
	}
}

// A plan to run again that does not say so is noticed, unless that costs nothing.
func TestConformance_freeNeedsAReason(t *testing.T) {
	t.Parallel()
	c := toyCase(priceUnsaid)
	if err := examine(t, c, "final_failure_at_resume_replaces"); err == nil {
		t.Error("nobody notices that the price is not said")
	}
	c.Async.Free = "it is a toy"
	if err := examine(t, c, "final_failure_at_resume_replaces"); err != nil {
		t.Error(err)
	}
}

// What a case says of the provider reaches it.
func TestConformance_providerArgumentsAreThoseOfTheCase(t *testing.T) {
	t.Parallel()
	c := toyCase(noDefect)
	c.Provider = acctest.ProviderConfig{"allowed_account_ids": []any{"210987654321"}}
	if err := examine(t, c, "second_plan_is_empty"); err == nil || !strings.Contains(err.Error(), "allowed_account_ids") {
		t.Errorf("the provider was not configured as the case says: %v", err)
	}
}

// What cannot be deleted yet is deleted once the case says how.
func TestConformance_beforeDelete(t *testing.T) {
	t.Parallel()
	c := toyCase(noDefect)
	prepare := c.Prepare
	c.Prepare = func(t testing.TB, cloud *acctest.Cloud) {
		prepare(t, cloud)
		cloud.AddFault(simulator.Fault{Operation: "DeleteCustomModel", Status: 400, Message: "The model is committed.", Times: -1})
	}
	if err := examine(t, c, "delete_leaves_nothing"); err == nil {
		t.Error("the model was deleted although AWS refuses it")
	}
	c.BeforeDelete = func(t testing.TB, cloud *acctest.Cloud, key string) {
		t.Helper()
		if !strings.Contains(key, ":model-customization-job/") {
			t.Errorf("the object is called %q", key)
		}
		cloud.ClearFaults()
	}
	if err := examine(t, c, "delete_leaves_nothing"); err != nil {
		t.Error(err)
	}
}
