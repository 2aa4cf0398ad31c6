// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// lookEvery is how often the job is looked at. Terraform itself says only every ten seconds that it still waits.
const lookEvery = 300 * time.Millisecond

// following runs do, and meanwhile prints a line whenever a customization job in the simulator has moved on.
func (q *quickstart) following(ctx context.Context, do func() error) error {
	ctx, stop := context.WithCancel(ctx)
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		if err := q.follow(ctx, lookEvery); err != nil && ctx.Err() == nil {
			q.out.printf("  : cannot follow the job any more: %s\n", err)
		}
	}()
	err := do()
	stop()
	<-finished
	return err
}

func (q *quickstart) follow(ctx context.Context, every time.Duration) error {
	client, err := q.aws.Bedrock(ctx, region)
	if err != nil {
		return err
	}
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	told := map[string]string{} // by name of the job
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		jobs, err := client.ListModelCustomizationJobs(ctx, &bedrock.ListModelCustomizationJobsInput{})
		if err != nil {
			return err
		}
		for _, summary := range jobs.ModelCustomizationJobSummaries {
			job, err := client.GetModelCustomizationJob(ctx, &bedrock.GetModelCustomizationJobInput{JobIdentifier: summary.JobArn})
			if err != nil {
				return err
			}
			if now := phase(job); told[*summary.JobName] != now {
				told[*summary.JobName] = now
				q.out.printf("  : job %s: %s\n", *summary.JobName, now)
			}
		}
	}
}

// phase says where a job is, in AWS's words: its status, and what it is at.
func phase(job *bedrock.GetModelCustomizationJobOutput) string {
	status := string(job.Status)
	details := job.StatusDetails
	if details == nil || details.ValidationDetails == nil || details.DataProcessingDetails == nil || details.TrainingDetails == nil {
		return status
	}
	for _, part := range []struct {
		name   string
		status awstypes.JobStatusDetails
	}{
		{"validation", details.ValidationDetails.Status},
		{"data processing", details.DataProcessingDetails.Status},
		{"training", details.TrainingDetails.Status},
	} {
		if part.status != awstypes.JobStatusDetailsNotStarted && part.status != awstypes.JobStatusDetailsCompleted {
			status += fmt.Sprintf(" (%s %s)", part.name, part.status)
		}
	}
	return status
}
