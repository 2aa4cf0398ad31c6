// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// through runs Terraform while jobs train, however long.
func (b *workbench) through(args ...string) acctest.Result {
	return b.Start(args...).Meanwhile(50*time.Millisecond, func() { b.cloud.Advance(10 * time.Minute) })
}

// expectPaid stops the test unless so many jobs were asked for.
func (b *workbench) expectPaid(t testing.TB, want int) {
	t.Helper()
	if got := b.cloud.Count("CreateModelCustomizationJob"); got != want {
		t.Fatalf("paid for %d jobs, want %d", got, want)
	}
}

// A pipeline that applies on a schedule pays for a training that fails once, and says each time why it failed.
func TestPaidOnce_aTrainingThatFailed(t *testing.T) {
	t.Parallel()
	const reason = "Encountered an internal error when processing the request."
	b := newWorkbench(t, training(prefixedName))
	b.cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{TrainingFailure: reason})
	for range 4 {
		b.through("apply", "-auto-approve").Exits(t, 1).Says(t, reason)
	}
	b.expectPaid(t, 1)
	b.through("destroy", "-auto-approve").OK(t)
}

// Whoever has raised attempt once, and tidies the configuration up later, does not pay a third time, whether the run succeeded or not.
func TestPaidOnce_anAttemptThatIsTakenBack(t *testing.T) {
	t.Parallel()
	const reason = "Encountered an internal error when processing the request."
	for name, failure := range map[string]string{"of a job that is done": "", "of a job that failed again": reason} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newWorkbench(t, training(prefixedName))
			b.cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{TrainingFailure: reason})
			b.through("apply", "-auto-approve").Exits(t, 1)
			b.cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{TrainingFailure: failure})
			b.Write(map[string]string{"main.tf": training(prefixedName + "attempt = 2\n")})
			b.through("apply", "-auto-approve")
			b.expectPaid(t, 2)

			b.Write(map[string]string{"main.tf": training(prefixedName)})
			again := b.through("apply", "-auto-approve")
			b.expectPaid(t, 2)
			if failure != "" {
				again.Exits(t, 1).Says(t, failure, "set attempt = 3")
				return
			}
			again.OK(t).Says(t, "0 added, 1 changed, 0 destroyed")
			b.Plan().OK(t)
		})
	}
}

// A job that failed before it trained cost nothing: it may be started again, and the plan says why the last one failed.
func TestPaidOnce_aJobThatNeverTrained(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(prefixedName))
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", badRecord)
	b.through("apply", "-auto-approve").Exits(t, 1)
	reason, _ := b.State()[job].AttributeValues["failure_message"].(string)
	if reason == "" {
		t.Fatal("the state does not say why the job failed")
	}
	plan := b.Plan().Exits(t, 2)
	if _, warnings, _ := strings.Cut(plan.Text(), "Plan: 1 to add"); !strings.Contains(warnings, reason) {
		t.Fatalf("no warning says why the last job failed: %s\n%s", reason, plan)
	}
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", acctest.TrainingRecords())
	b.through("apply", "-auto-approve").OK(t)
	b.expectPaid(t, 2)
}

// A protected job is not replaced, in whatever order Terraform would do it, and the root goes on working.
func TestPaidOnce_aProtectedJobThatIsReplacedFirst(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, strings.Replace(training(prefixedName+`
  deletion_policy = "PREVENT"
  lifecycle {
    create_before_destroy = true
  }
`), `custom_model_name `, `custom_model_name_prefix `, 1))
	b.through("apply", "-auto-approve").OK(t)
	b.through("apply", "-auto-approve", "-replace="+job).Exits(t, 1).Says(t, "deletion_policy is PREVENT")
	b.expectPaid(t, 1)
	b.Plan().OK(t)
}

// What no block stands for any more and PREVENT keeps would stop every plan. One run with the override gets rid of it.
func TestPaidOnce_aDeposedProtectedJobDoesNotLock(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, strings.Replace(training(prefixedName+`
  deletion_policy = "PREVENT"
  lifecycle {
    create_before_destroy = true
  }
`), `custom_model_name `, `custom_model_name_prefix `, 1))
	b.through("apply", "-auto-approve").OK(t)
	b.Run("taint", job).OK(t) // a taint comes without what a plan could see: the old job is deposed, and protected
	b.through("apply", "-auto-approve").Exits(t, 1)
	b.Plan().Exits(t, 1).Says(t, "TF_BEDROCK_DELETION_POLICY_OVERRIDE")
	b.Setenv("TF_BEDROCK_DELETION_POLICY_OVERRIDE", "ABANDON")
	b.through("apply", "-auto-approve").OK(t)
	b.Setenv("TF_BEDROCK_DELETION_POLICY_OVERRIDE", "")
	b.Plan().OK(t)
	b.expectPaid(t, 2)
}
