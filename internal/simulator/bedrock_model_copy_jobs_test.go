// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/ram"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// bedrockOf is Bedrock as an account sees it in a region.
func (s sharing) bedrockOf(account, region string) *bedrock.Client {
	return bedrock.NewFromConfig(s.config(keyOf(account), region))
}

func startCopy(t *testing.T, client *bedrock.Client, change ...func(*bedrock.CreateModelCopyJobInput)) (string, error) {
	t.Helper()
	in := &bedrock.CreateModelCopyJobInput{SourceModelArn: aws.String(sharedModel), TargetModelName: aws.String("support-copy")}
	for _, c := range change {
		c(in)
	}
	out, err := client.CreateModelCopyJob(t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.JobArn, nil
}

func getCopy(t *testing.T, client *bedrock.Client, arn string) *bedrock.GetModelCopyJobOutput {
	t.Helper()
	out, err := client.GetModelCopyJob(t.Context(), &bedrock.GetModelCopyJobInput{JobArn: &arn})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A copy to another region is named from the start, and is there, with its tags, when the job is completed.
func TestModelCopyJob_toAnotherRegion(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	client := s.bedrockOf(owner, "us-west-2")
	arn, err := startCopy(t, client, func(in *bedrock.CreateModelCopyJobInput) {
		in.TargetModelTags = []types.Tag{{Key: aws.String("team"), Value: aws.String("support")}}
		in.ModelKmsKeyId = aws.String("alias/models")
		in.ClientRequestToken = aws.String("once")
	})
	if err != nil {
		t.Fatal(err)
	}
	began := getCopy(t, client, arn)
	if began.Status != types.ModelCopyJobStatusInProgress || aws.ToString(began.TargetModelArn) == "" || *began.SourceAccountId != owner ||
		*began.SourceModelName != "support" {
		t.Errorf("got %+v", began)
	}
	if _, err := client.GetCustomModel(t.Context(), &bedrock.GetCustomModelInput{ModelIdentifier: began.TargetModelArn}); err == nil {
		t.Error("the copy is there before its job is completed")
	}
	_, err = startCopy(t, client)
	wantError(t, err, "ValidationException", "name is currently in use")
	s.Advance(time.Hour)
	if done := getCopy(t, client, arn); done.Status != types.ModelCopyJobStatusCompleted || *done.TargetModelArn != *began.TargetModelArn {
		t.Errorf("got %+v", done)
	}
	model, err := client.GetCustomModel(t.Context(), &bedrock.GetCustomModelInput{ModelIdentifier: began.TargetModelArn})
	if err != nil || *model.ModelName != "support-copy" || model.CustomizationType != types.CustomizationTypeFineTuning {
		t.Errorf("got %+v, %v", model, err)
	}
	tags, err := client.ListTagsForResource(t.Context(), &bedrock.ListTagsForResourceInput{ResourceARN: began.TargetModelArn})
	if err != nil || len(tags.Tags) != 1 {
		t.Errorf("got tags %+v, %v", tags, err)
	}
	if _, err := client.DeleteCustomModel(t.Context(), &bedrock.DeleteCustomModelInput{ModelIdentifier: began.TargetModelArn}); err != nil {
		t.Fatal(err)
	}
	if record := getCopy(t, client, arn); record.Status != types.ModelCopyJobStatusCompleted {
		t.Errorf("the record of a copy that was deleted is %s", record.Status)
	}
}

// Another account may copy what was shared with it, once that has reached it.
func TestModelCopyJob_ofAnotherAccount(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	client := s.bedrockOf(colleague, "us-west-2")
	_, err := startCopy(t, client)
	wantCode(t, err, "ResourceNotFoundException")
	s.mustShare(t, func(in *ram.CreateResourceShareInput) { in.Principals = []string{colleague} })
	_, err = startCopy(t, client)
	wantCode(t, err, "AccessDeniedException")
	s.Advance(time.Minute)
	arn, err := startCopy(t, client)
	if err != nil {
		t.Fatal(err)
	}
	if job := getCopy(t, client, arn); *job.SourceAccountId != owner {
		t.Errorf("got %+v", job)
	}
	listed := func(owned *bool) int {
		out, err := s.bedrockOf(colleague, "us-east-1").ListCustomModels(t.Context(), &bedrock.ListCustomModelsInput{IsOwned: owned})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range out.ModelSummaries {
			if *one.OwnerAccountId != owner {
				t.Errorf("got %+v", one)
			}
		}
		return len(out.ModelSummaries)
	}
	if all, shared, own := listed(nil), listed(aws.Bool(false)), listed(aws.Bool(true)); all != 1 || shared != 1 || own != 0 {
		t.Errorf("a list has %d models, %d that were shared and %d of its own", all, shared, own)
	}
}

// A copy fails where its source vanishes meanwhile, and where the account says so.
func TestModelCopyJob_fails(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	client := s.bedrockOf(owner, "us-west-2")
	arn, err := startCopy(t, client)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.bedrockOf(owner, "us-east-1").DeleteCustomModel(t.Context(), &bedrock.DeleteCustomModelInput{
		ModelIdentifier: aws.String(sharedModel),
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Advance(time.Hour)
	if job := getCopy(t, client, arn); job.Status != types.ModelCopyJobStatusFailed || *job.FailureMessage == "" {
		t.Errorf("got %+v", job)
	}
	s.GiveModel(simulator.GivenModel{ARN: sharedModel, Name: "support"})
	s.SetAccount(owner, simulator.Account{CopyFailure: "The key cannot be used."})
	if arn, err = startCopy(t, client); err != nil {
		t.Fatal(err)
	}
	s.Advance(time.Hour)
	if job := getCopy(t, client, arn); aws.ToString(job.FailureMessage) != "The key cannot be used." || len(s.Objects()) != 1 {
		t.Errorf("got %+v and %+v", job, s.Objects())
	}
}

// Every filter of the list leaves out what it should.
func TestListModelCopyJobs_filters(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	client := s.bedrockOf(owner, "us-west-2")
	before := s.Now()
	for _, name := range []string{"first", "second"} {
		s.Advance(time.Hour)
		if _, err := startCopy(t, client, func(in *bedrock.CreateModelCopyJobInput) { in.TargetModelName = &name }); err != nil {
			t.Fatal(err)
		}
	}
	for what, filter := range map[string]struct {
		in   bedrock.ListModelCopyJobsInput
		want int
	}{
		"nothing": {bedrock.ListModelCopyJobsInput{}, 2},
		"name":    {bedrock.ListModelCopyJobsInput{TargetModelNameContains: aws.String("sec")}, 1},
		"status":  {bedrock.ListModelCopyJobsInput{StatusEquals: types.ModelCopyJobStatusInProgress}, 1},
		"account": {bedrock.ListModelCopyJobsInput{SourceAccountEquals: aws.String(colleague)}, 0},
		"source":  {bedrock.ListModelCopyJobsInput{SourceModelArnEquals: aws.String(sharedModel)}, 2},
		"after":   {bedrock.ListModelCopyJobsInput{CreationTimeAfter: aws.Time(before.Add(90 * time.Minute))}, 1},
		"before":  {bedrock.ListModelCopyJobsInput{CreationTimeBefore: aws.Time(before)}, 0},
	} {
		out, err := client.ListModelCopyJobs(t.Context(), &filter.in)
		if err != nil || len(out.ModelCopyJobSummaries) != filter.want {
			t.Errorf("%s: got %d jobs, want %d (%v)", what, len(out.ModelCopyJobSummaries), filter.want, err)
		}
	}
}
