// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"
	"time"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// patience is how long an interrupted apply may take to end. It is generous for busy machines: the log has what it took.
const patience = 10 * time.Second

const dependents = `
resource "terraform_data" "model" {
  input = bedrock_model_customization_job.tickets.output_model_arn
}

resource "terraform_data" "checked" {
  input = bedrock_model_customization_job.tickets.status

  lifecycle {
    postcondition {
      condition     = self.output == "Completed"
      error_message = "There is no model yet."
    }
  }
}
`

func TestInterrupt_duringTheWaitIsResumed(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName)+dependents)

	apply := b.Start("apply", "-auto-approve")
	apply.Until("the wait", b.waiting)
	interrupted := time.Now()
	apply.Interrupt()
	result := apply.Wait().Exits(t, 1)
	if took := time.Since(interrupted); took > patience {
		t.Errorf("Terraform ended %s after the interrupt", took)
	} else {
		t.Logf("Terraform ended %s after the interrupt", took.Round(time.Millisecond))
	}
	result.Says(t, "Bedrock model customization job is still running", "Apply again to wait on; it is not started a second time.")
	if values := b.expectJob(t); values["output_model_arn"] != nil {
		t.Errorf("output_model_arn = %v", values["output_model_arn"])
	}
	if state := b.State(); state["terraform_data.model"] != nil || state["terraform_data.checked"] != nil {
		t.Error("what depends on the job was created")
	}

	changes, result := b.PlanChanges()
	result.Exits(t, 2)
	expectActions(t, changes, map[string]tfjson.Actions{job: update, "terraform_data.model": create, "terraform_data.checked": create})

	before := b.reads()
	resumed := b.Start("apply", "-auto-approve")
	resumed.Until("the wait goes on", func() bool { return b.reads() >= before+3 })
	b.cloud.Advance(trained)
	resumed.Wait().OK(t)
	if values := b.expectJob(t); values["status"] != "Completed" || values["output_model_arn"] == nil {
		t.Errorf("status = %v, output_model_arn = %v", values["status"], values["output_model_arn"])
	}
	b.Plan().OK(t)
	b.expectCounts(t, map[string]int{
		"CreateModelCustomizationJob": 1, "StopModelCustomizationJob": 0, "DeleteCustomModel": 0,
	})
	b.Destroy().OK(t)
	b.expectNothingLeft(t)
}

// What is on the wire when the user interrupts is neither cancelled nor repeated.
func TestInterrupt_duringTheCreateStartsOneJob(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	b.cloud.AddFault(simulator.Fault{Operation: "CreateModelCustomizationJob", Action: "delay", DelayMS: 2000})

	apply := b.Start("apply", "-auto-approve")
	apply.Until("the create request", b.creating)
	apply.Interrupt()
	apply.Wait().Exits(t, 1).Says(t, "is still running")
	b.expectJob(t)

	resumed := b.Start("apply", "-auto-approve")
	resumed.Until("the wait", b.waiting)
	b.cloud.Advance(trained)
	resumed.Wait().OK(t)
	if values := b.expectJob(t); values["status"] != "Completed" {
		t.Errorf("status = %v", values["status"])
	}
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 1, "StopModelCustomizationJob": 0, "DeleteCustomModel": 0})
}

// An interrupt of an update that waits on is a warning too.
func TestInterrupt_duringAResumedWaitIsResumedAgain(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(`
  job_name = "tickets"
  wait_for = "created"
`))
	b.Apply().OK(t)
	b.configure(training(fixedName))

	for range 2 {
		before := b.reads()
		apply := b.Start("apply", "-auto-approve")
		apply.Until("the wait", func() bool { return b.reads() >= before+3 })
		apply.Interrupt()
		apply.Wait().Exits(t, 1).Says(t, "is still running")
		b.expectJob(t)
	}
	b.cloud.Advance(trained)
	b.Apply().OK(t)
	b.Plan().OK(t)
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 1})
}

// While IAM does not know the role yet there is no job, and an interrupt does not wait for one.
func TestInterrupt_duringABackOffStartsNothing(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training("job_name = \"tickets\"\nwait_for = \"created\"\n"))
	b.cloud.AddFault(simulator.Fault{
		Operation: "CreateModelCustomizationJob", Status: 400, Code: "ValidationException",
		Message: "Could not assume provided IAM role.", Times: -1,
	})
	apply := b.Start("apply", "-auto-approve")
	apply.Until("the first refusal", func() bool { return len(b.created()) > 0 })
	interrupted := time.Now()
	apply.Interrupt()
	apply.Wait().Exits(t, 1).Says(t, "Could not assume provided IAM role.")
	if took := time.Since(interrupted); took > patience {
		t.Errorf("Terraform ended %s after the interrupt", took)
	}
	if len(b.State()) > 0 || len(b.jobs(t)) > 0 {
		t.Errorf("the state has %v, and AWS %v", b.State(), b.jobs(t))
	}
	b.cloud.ClearFaults()
	b.Apply().OK(t)
	b.expectJobs(t, 1)
}

// A machine that dies during the create request leaves a job that no state knows. The next apply does not start another one:
// it says which job has the name and how to take it over.
func TestKill_duringTheCreateIsAnsweredWithTheImport(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	b.cloud.AddFault(simulator.Fault{Operation: "CreateModelCustomizationJob", Action: "delay", DelayMS: 3000, AfterCommit: true})

	apply := b.Start("apply", "-auto-approve")
	apply.Until("the create request", func() bool { return len(b.jobs(t)) == 1 })
	apply.Kill()
	apply.Wait()
	if len(b.State()) > 0 {
		t.Fatal("the state knows the job")
	}

	b.cloud.Advance(trained)
	arn := b.jobs(t)[0]
	b.Apply().Exits(t, 1).Says(t, `job_name = "tickets"`, "terraform import ADDRESS "+arn)
	b.Run("import", job, arn).OK(t)
	b.Apply().OK(t)
	b.Plan().OK(t)
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 1})
}

// With an ownership key the next apply finds the job by itself: its name follows from the arguments, and its tag says that no state
// has it.
func TestKill_duringTheWaitIsTakenOver(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(prefixedName))
	withKey := strings.Replace(providerBlock, "poll_interval", "ownership_key = \"tickets-of-support\"\n  poll_interval", 1)
	b.Write(map[string]string{"provider.tf": withKey})
	apply := b.Start("apply", "-auto-approve")
	apply.Until("the wait", b.waiting)
	apply.Kill()
	apply.Wait()
	if len(b.State()) > 0 {
		t.Fatal("the state knows the job")
	}

	resumed := b.Start("apply", "-auto-approve")
	resumed.Until("the wait", func() bool { return b.cloud.Count("CreateModelCustomizationJob") == 2 && b.waiting() }) // one is refused
	b.cloud.Advance(trained)
	resumed.Wait().OK(t).Says(t, "Taking over a Bedrock model customization job", b.jobs(t)[0])
	b.Plan().OK(t)
	b.expectJobs(t, 1)
	b.expectCounts(t, map[string]int{"UntagResource": 1})
}
