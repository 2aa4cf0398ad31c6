// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A job that AWS fails while it trains has got as far as what is billed.
func TestModelCustomizationJob_failsWhileItTrains(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.SetAccount(simulator.DefaultAccountID, simulator.Account{TrainingFailure: "Encountered an internal error."})
	arn := w.createJob(t, "job")
	w.Advance(16 * time.Minute)
	if job := w.getJob(t, arn); job.Status != "InProgress" || job.StatusDetails.TrainingDetails.Status != "InProgress" {
		t.Errorf("got %s with training %s, want both InProgress", job.Status, job.StatusDetails.TrainingDetails.Status)
	}
	w.Advance(time.Hour)
	job := w.getJob(t, arn)
	if details := job.StatusDetails; job.Status != "Failed" || details.DataProcessingDetails.Status != "Completed" ||
		details.TrainingDetails.Status != "Failed" || aws.ToString(job.FailureMessage) != "Encountered an internal error." {
		t.Errorf("got %s with data processing %s, training %s: %s", job.Status, details.DataProcessingDetails.Status,
			details.TrainingDetails.Status, aws.ToString(job.FailureMessage))
	}
}

// Accounts were seen in which jobs waited for days, without a message, until somebody stopped them.
func TestModelCustomizationJob_stallsBeforeItTrains(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.SetAccount(simulator.DefaultAccountID, simulator.Account{TrainingStalls: true})
	arn := w.createJob(t, "job")
	for range 3 {
		w.Advance(24 * time.Hour)
		job := w.getJob(t, arn)
		if details := job.StatusDetails; job.Status != "InProgress" || details.DataProcessingDetails.Status != "Completed" ||
			details.TrainingDetails.Status != "NotStarted" || job.FailureMessage != nil {
			t.Errorf("got %s with data processing %s, training %s", job.Status, details.DataProcessingDetails.Status,
				details.TrainingDetails.Status)
		}
		if got := job.LastModifiedTime.Sub(*job.CreationTime); got > time.Hour {
			t.Errorf("was last modified %v after its creation, and nothing has happened", got)
		}
	}
	if err := w.stopJob(t, arn); err != nil {
		t.Fatal(err)
	}
	w.Advance(time.Hour)
	if job := w.getJob(t, arn); job.Status != "Stopped" || job.StatusDetails.TrainingDetails.Status != "NotStarted" {
		t.Errorf("got %s with training %s", job.Status, job.StatusDetails.TrainingDetails.Status)
	}
}
