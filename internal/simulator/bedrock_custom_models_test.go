// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
)

func (w workshop) getModel(t *testing.T, identifier string) (*bedrock.GetCustomModelOutput, error) {
	t.Helper()
	return w.GetCustomModel(t.Context(), &bedrock.GetCustomModelInput{ModelIdentifier: aws.String(identifier)})
}

func (w workshop) deleteModel(t *testing.T, identifier string) error {
	t.Helper()
	_, err := w.DeleteCustomModel(t.Context(), &bedrock.DeleteCustomModelInput{ModelIdentifier: aws.String(identifier)})
	return err
}

func TestGetModelCustomizationJob_normalisesAsAWSDoes(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	const keyID = "1234abcd-12ab-34cd-56ef-1234567890ab"
	for key, want := range map[string]string{
		keyID: "^arn:aws:kms:us-east-1:123456789012:key/" + keyID + "$",
		"arn:aws:kms:us-east-1:123456789012:key/" + keyID: "^arn:aws:kms:us-east-1:123456789012:key/" + keyID + "$",
		"alias/training": "^arn:aws:kms:us-east-1:123456789012:key/[0-9a-f-]{36}$",
		"arn:aws:kms:us-east-1:123456789012:alias/other": "^arn:aws:kms:us-east-1:123456789012:key/[0-9a-f-]{36}$",
	} {
		name := "job-" + regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(key, "-")
		name = name[:min(len(name), 50)]
		job := w.getJob(t, w.createJob(t, name, func(in jobInput) { in.CustomModelKmsKeyId = aws.String(key) }))
		if !regexp.MustCompile(want).MatchString(aws.ToString(job.OutputModelKmsKeyArn)) {
			t.Errorf("got key %s for %s, want %s", aws.ToString(job.OutputModelKmsKeyArn), key, want)
		}
	}
	job := w.getJob(t, w.createJob(t, "plain"))
	arn := "^arn:aws:bedrock:us-east-1:123456789012:model-customization-job/amazon.nova-lite-v1:0:300k/[a-z0-9]{12}$"
	if !regexp.MustCompile(arn).MatchString(*job.JobArn) {
		t.Errorf("got job ARN %s", *job.JobArn)
	}
	if got := *job.BaseModelArn; got != "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:300k" {
		t.Errorf("got base model %s, want the variant that is trained", got)
	}
	if *job.OutputModelName != "plain-model" || job.CustomizationType != types.CustomizationTypeFineTuning {
		t.Errorf("got output model name %s and type %s", *job.OutputModelName, job.CustomizationType)
	}
	if job.ValidationDataConfig == nil || job.ValidationDataConfig.Validators == nil || len(job.ValidationDataConfig.Validators) != 0 {
		t.Errorf("got validation data %+v, want an empty list", job.ValidationDataConfig)
	}
}

func TestCustomModel_comesFromItsJob(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	job := w.train(t, "job")
	byARN, err := w.getModel(t, *job.OutputModelArn)
	if err != nil {
		t.Fatal(err)
	}
	byName, err := w.getModel(t, "job-model")
	if err != nil {
		t.Fatal(err)
	}
	if *byARN.ModelArn != *byName.ModelArn || *byARN.JobArn != *job.JobArn || *byARN.JobName != "job" ||
		byARN.ModelStatus != types.ModelStatusActive || *byARN.BaseModelArn != *job.BaseModelArn ||
		*byARN.TrainingMetrics.TrainingLoss != *job.TrainingMetrics.TrainingLoss || !byARN.CreationTime.Equal(*job.EndTime) {
		t.Errorf("got %+v of the job %+v", byARN, job)
	}
	if diff := cmp.Diff(job.HyperParameters, byARN.HyperParameters); diff != "" {
		t.Errorf("hyperparameters differ: %s", diff)
	}
	if !regexp.MustCompile(`:custom-model/amazon.nova-lite-v1:0:300k/[a-z0-9]{12}$`).MatchString(*byARN.ModelArn) {
		t.Errorf("got model ARN %s", *byARN.ModelArn)
	}
}

func TestDeleteCustomModel_leavesTheJobRecord(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	job := w.train(t, "job")
	if got := w.Objects(); !hasObject(got, "custom-model", "Active") || hasObject(got, "model-customization-job", "Completed") {
		t.Errorf("got objects %v, want the model and not the record of the job", got)
	}
	if err := w.deleteModel(t, *job.OutputModelArn); err != nil {
		t.Fatal(err)
	}
	wantError(t, w.deleteModel(t, *job.OutputModelArn), "ResourceNotFoundException")
	_, err := w.getModel(t, *job.OutputModelArn)
	wantError(t, err, "ResourceNotFoundException")
	if got := w.getJob(t, "job"); got.Status != "Completed" || *got.OutputModelArn != *job.OutputModelArn {
		t.Errorf("got job %s with model %s, want the record as it was", got.Status, aws.ToString(got.OutputModelArn))
	}
	if got := w.Objects(); hasObject(got, "custom-model", "Active") {
		t.Errorf("got objects %v after the deletion", got)
	}
}

func TestCustomModel_isTrainedFurther(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	first := w.train(t, "first")
	further := func(in jobInput) { in.BaseModelIdentifier = first.OutputModelArn }
	arn := w.createJob(t, "second", further)
	wantError(t, w.deleteModel(t, *first.OutputModelArn), "ConflictException", "second")
	w.Advance(time.Hour)
	second := w.getJob(t, arn)
	if got := *second.BaseModelArn; got != *first.BaseModelArn {
		t.Errorf("got base model %s of the job, want the foundation model", got)
	}
	model, err := w.getModel(t, *second.OutputModelArn)
	if err != nil {
		t.Fatal(err)
	}
	if *model.BaseModelArn != *first.OutputModelArn {
		t.Errorf("got base model %s, want the custom model %s", *model.BaseModelArn, *first.OutputModelArn)
	}
	if err := w.deleteModel(t, "first-model"); err != nil {
		t.Fatal(err)
	}
	_, err = w.CreateModelCustomizationJob(t.Context(), w.jobInput("third", further))
	wantError(t, err, "ResourceNotFoundException")
}

func TestListCustomModels_filters(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	lite := w.train(t, "lite")
	w.Advance(time.Minute)
	between := w.Now()
	w.Advance(time.Minute)
	pro := w.train(t, "pro", func(in jobInput) { in.BaseModelIdentifier = aws.String("amazon.nova-pro-v1:0:300k") })
	further := w.train(t, "further", func(in jobInput) { in.BaseModelIdentifier = lite.OutputModelArn })
	for name, test := range map[string]struct {
		in   bedrock.ListCustomModelsInput
		want []string
	}{
		"all, newest first": {bedrock.ListCustomModelsInput{}, []string{"further-model", "pro-model", "lite-model"}},
		"oldest first":      {bedrock.ListCustomModelsInput{SortOrder: "Ascending"}, []string{"lite-model", "pro-model", "further-model"}},
		"name":              {bedrock.ListCustomModelsInput{NameContains: aws.String("it")}, []string{"lite-model"}},
		"after":             {bedrock.ListCustomModelsInput{CreationTimeAfter: &between}, []string{"further-model", "pro-model"}},
		"before":            {bedrock.ListCustomModelsInput{CreationTimeBefore: &between}, []string{"lite-model"}},
		"base":              {bedrock.ListCustomModelsInput{BaseModelArnEquals: lite.OutputModelArn}, []string{"further-model"}},
		"foundation": {bedrock.ListCustomModelsInput{FoundationModelArnEquals: lite.BaseModelArn},
			[]string{"further-model", "lite-model"}},
		"status": {bedrock.ListCustomModelsInput{ModelStatus: "Failed"}, nil},
		"owned":  {bedrock.ListCustomModelsInput{IsOwned: aws.Bool(true)}, []string{"further-model", "pro-model", "lite-model"}},
		"shared": {bedrock.ListCustomModelsInput{IsOwned: aws.Bool(false)}, nil},
	} {
		out, err := w.ListCustomModels(t.Context(), &test.in)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got []string
		for _, m := range out.ModelSummaries {
			got = append(got, *m.ModelName)
			if *m.OwnerAccountId != "123456789012" || m.ModelStatus != types.ModelStatusActive {
				t.Errorf("%s: got owner %s and status %s", name, *m.OwnerAccountId, m.ModelStatus)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
	out, err := w.ListCustomModels(t.Context(), &bedrock.ListCustomModelsInput{NameContains: aws.String("pro")})
	if err != nil || len(out.ModelSummaries) != 1 || *out.ModelSummaries[0].BaseModelName != "amazon.nova-pro-v1" ||
		*out.ModelSummaries[0].ModelArn != *pro.OutputModelArn || *further.JobName != "further" {
		t.Errorf("got %+v (%v), want the pro model", out, err)
	}
}

func TestListModelCustomizationJobs_filters(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.train(t, "alpha")
	w.createJob(t, "beta")
	w.Advance(time.Minute)
	w.createJob(t, "gamma")
	if err := w.stopJob(t, "gamma"); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		in   bedrock.ListModelCustomizationJobsInput
		want []string
	}{
		"all": {bedrock.ListModelCustomizationJobsInput{}, []string{"gamma", "beta", "alpha"}},
		"oldest first": {bedrock.ListModelCustomizationJobsInput{SortBy: "CreationTime", SortOrder: "Ascending"},
			[]string{"alpha", "beta", "gamma"}},
		"name":      {bedrock.ListModelCustomizationJobsInput{NameContains: aws.String("a")}, []string{"gamma", "beta", "alpha"}},
		"completed": {bedrock.ListModelCustomizationJobsInput{StatusEquals: "Completed"}, []string{"alpha"}},
		"stopping":  {bedrock.ListModelCustomizationJobsInput{StatusEquals: "Stopping"}, []string{"gamma"}},
	} {
		out, err := w.ListModelCustomizationJobs(t.Context(), &test.in)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got []string
		for _, job := range out.ModelCustomizationJobSummaries {
			got = append(got, *job.JobName)
			if (job.CustomModelArn != nil) != (job.Status == "Completed") || *job.CustomModelName != *job.JobName+"-model" {
				t.Errorf("%s: got model %s of job %s that is %s", name, aws.ToString(job.CustomModelArn), *job.JobName, job.Status)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}

func TestListModelCustomizationJobs_givesShortPages(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	var want []string
	for i := range 11 {
		name := fmt.Sprintf("job-%02d", i)
		w.createJob(t, name)
		w.Advance(time.Second)
		want = append([]string{name}, want...)
	}
	for maxResults, pages := range map[int32]int{5: 6, 3: 11, 14: 1, 1000: 1} {
		var got []string
		var sizes []int
		in := &bedrock.ListModelCustomizationJobsInput{MaxResults: aws.Int32(maxResults)}
		pager := bedrock.NewListModelCustomizationJobsPaginator(w.Client, in)
		for pager.HasMorePages() {
			out, err := pager.NextPage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, job := range out.ModelCustomizationJobSummaries {
				got = append(got, *job.JobName)
			}
			sizes = append(sizes, len(out.ModelCustomizationJobSummaries))
		}
		if !slices.Equal(got, want) || len(sizes) != pages || slices.Contains(sizes, 0) {
			t.Errorf("with at most %d: got %v on pages of %v, want %v on %d pages", maxResults, got, sizes, want, pages)
		}
	}
	first, err := w.ListModelCustomizationJobs(t.Context(), &bedrock.ListModelCustomizationJobsInput{MaxResults: aws.Int32(5)})
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]bedrock.ListModelCustomizationJobsInput{
		"other filter": {NextToken: first.NextToken, NameContains: aws.String("job")},
		"made up":      {NextToken: aws.String("abc")},
		"too many":     {MaxResults: aws.Int32(1001)},
		"unknown sort": {SortBy: "Name"},
	} {
		_, err := w.ListModelCustomizationJobs(t.Context(), &in)
		if err == nil {
			t.Errorf("%s: got a page", name)
			continue
		}
		wantError(t, err, "ValidationException", "validation error")
	}
}
