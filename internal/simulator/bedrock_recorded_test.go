// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// What real accounts were answered, as far as no other test holds it.

// distilledFrom makes a job one that is taught, without saying its type.
func (w workshop) distilledFrom(teacher, key string) func(jobInput) {
	return func(in jobInput) {
		in.CustomizationType = ""
		in.TrainingDataConfig.S3Uri = aws.String(w.uri(key))
		in.CustomizationConfig = &types.CustomizationConfigMemberDistillationConfig{Value: types.DistillationConfig{
			TeacherModelConfig: &types.TeacherModelConfig{TeacherModelIdentifier: aws.String(teacher)},
		}}
	}
}

func TestRecorded_aDistillationNeedNotSayItsType(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.mayInvoke(t)
	w.putObject(t, "prompts.jsonl", conversations(100))
	if job := w.train(t, "taught", w.distilledFrom("amazon.nova-pro-v1:0", "prompts.jsonl")); job.CustomizationType != "DISTILLATION" {
		t.Errorf("it is a %s", job.CustomizationType)
	}
}

func TestRecorded_aDistillationOfFewPromptsFailsWhenTheTeacherIsAsked(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.mayInvoke(t)
	w.putObject(t, "prompts.jsonl", conversations(99))
	arn := w.createJob(t, "few", w.distilledFrom("amazon.nova-pro-v1:0", "prompts.jsonl"))
	w.Advance(time.Hour)
	job := w.getJob(t, arn)
	details := job.StatusDetails
	if aws.ToString(job.FailureMessage) != "Input data must have at minimum 100 valid prompts" ||
		details.ValidationDetails.Status != "Completed" || details.DataProcessingDetails.Status != "Failed" ||
		details.TrainingDetails.Status != "NotStarted" {
		t.Errorf("got %s, validation %s, data processing %s, training %s", aws.ToString(job.FailureMessage),
			details.ValidationDetails.Status, details.DataProcessingDetails.Status, details.TrainingDetails.Status)
	}
}

// The role must be allowed what the job invokes: the profile that teaches and each model behind it.
func TestRecorded_aJobFailsThatMayNotInvoke(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.putObject(t, "prompts.jsonl", conversations(100))
	arn := w.createJob(t, "untaught", w.distilledFrom("us.amazon.nova-premier-v1:0", "prompts.jsonl"))
	w.Advance(time.Hour)
	if job := w.getJob(t, arn); job.Status != "Failed" || !strings.Contains(*job.FailureMessage, "bedrock:InvokeModel") {
		t.Errorf("got %s: %s", job.Status, aws.ToString(job.FailureMessage))
	}
}

func TestRecorded_anAccountMayHaveSoManyJobs(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.SetAccount(simulator.DefaultAccountID, simulator.Account{CustomizationJobs: 2})
	w.createJob(t, "one")
	w.createJob(t, "two")
	_, err := w.CreateModelCustomizationJob(t.Context(), w.jobInput("three"))
	wantError(t, err, "ServiceQuotaExceededException", "quota")
	w.Advance(2 * time.Hour)
	w.createJob(t, "three")
}

// A job is found by its name too, has no metrics of validation without such data, and shows the output location as it was given.
func TestRecorded_getTellsAJobByName(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.train(t, "named", func(in jobInput) { in.HyperParameters = map[string]string{"epochCount": "2"} })
	job, err := w.GetModelCustomizationJob(t.Context(), &bedrock.GetModelCustomizationJobInput{JobIdentifier: aws.String("named")})
	if err != nil {
		t.Fatal(err)
	}
	if job.ValidationDataConfig == nil || len(job.ValidationDataConfig.Validators) > 0 || len(job.ValidationMetrics) > 0 {
		t.Errorf("validation %v, metrics %v", job.ValidationDataConfig, job.ValidationMetrics)
	}
	if job.HyperParameters["epochCount"] != "2" || len(job.HyperParameters) < 3 {
		t.Errorf("the hyperparameters have no defaults: %v", job.HyperParameters)
	}
	if *job.OutputDataConfig.S3Uri != *w.jobInput("x").OutputDataConfig.S3Uri {
		t.Errorf("the output is %s", *job.OutputDataConfig.S3Uri)
	}
	keys, err := w.Keys(w.bucket, "")
	if err != nil || !slices.ContainsFunc(keys, func(key string) bool { return strings.HasSuffix(key, ".write_access_check_file.temp") }) {
		t.Errorf("the probe of the role's rights is not there: %v %v", keys, err)
	}
}

// Get adds the defaults of what was not given, and writes them as Java does. The model's id is not the job's.
func TestRecorded_getAddsDefaults(t *testing.T) {
	t.Parallel()
	w := openWorkshopIn(t, startCore(t), "us-west-2")
	w.putObject(t, trainingKey, conversations(100))
	job := w.train(t, "llama", func(in jobInput) {
		in.BaseModelIdentifier = aws.String("meta.llama3-3-70b-instruct-v1:0:128k")
		in.HyperParameters = map[string]string{"epochCount": "2"}
	})
	want := map[string]string{"batchSize": "1", "learningRate": "1.0E-4", "epochCount": "2"}
	if !maps.Equal(job.HyperParameters, want) {
		t.Errorf("got %v, want %v", job.HyperParameters, want)
	}
	if lastSegment(*job.JobArn) == lastSegment(*job.OutputModelArn) {
		t.Errorf("%s has the id of its job %s", *job.OutputModelArn, *job.JobArn)
	}
	if !strings.Contains(*job.JobArn, ":model-customization-job/meta.llama3-3-70b-instruct-v1:0:128k/") {
		t.Errorf("the job is %s", *job.JobArn)
	}
}
