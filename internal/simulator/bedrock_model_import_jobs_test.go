// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

type importInput = *bedrock.CreateModelImportJobInput

// openForge is a workshop with the files of an open model.
func openForge(t *testing.T) workshop {
	t.Helper()
	w := openWorkshop(t)
	for _, file := range []string{"config.json", "model.safetensors", "tokenizer_config.json"} {
		w.putObject(t, "weights/"+file, "{}")
	}
	return w
}

func (w workshop) startImport(t *testing.T, name string, change ...func(importInput)) (string, error) {
	t.Helper()
	in := &bedrock.CreateModelImportJobInput{
		JobName: aws.String(name), ImportedModelName: aws.String(name + "-model"), RoleArn: aws.String(w.role),
		ModelDataSource: &types.ModelDataSourceMemberS3DataSource{
			Value: types.S3DataSource{S3Uri: aws.String("s3://" + w.bucket + "/weights/")},
		},
	}
	for _, c := range change {
		c(in)
	}
	out, err := w.CreateModelImportJob(t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.JobArn, nil
}

func (w workshop) mustImport(t *testing.T, name string, change ...func(importInput)) string {
	t.Helper()
	arn, err := w.startImport(t, name, change...)
	if err != nil {
		t.Fatal(err)
	}
	return arn
}

func (w workshop) getImport(t *testing.T, identifier string) *bedrock.GetModelImportJobOutput {
	t.Helper()
	out, err := w.GetModelImportJob(t.Context(), &bedrock.GetModelImportJobInput{JobIdentifier: &identifier})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func importedModelOf(w workshop, t *testing.T, identifier string) (*bedrock.GetImportedModelOutput, error) {
	t.Helper()
	return w.GetImportedModel(t.Context(), &bedrock.GetImportedModelInput{ModelIdentifier: &identifier})
}

// An import ends with a model, which is found by ARN and by name, has tags of its own and can be deleted; the record of the job stays.
func TestModelImportJob_makesAModel(t *testing.T) {
	t.Parallel()
	w := openForge(t)
	arn := w.mustImport(t, "open", func(in importInput) {
		in.JobTags = []types.Tag{{Key: aws.String("purpose"), Value: aws.String("test")}}
		in.ImportedModelTags = []types.Tag{{Key: aws.String("team"), Value: aws.String("support")}}
		in.ImportedModelKmsKeyId = aws.String("alias/models")
		in.VpcConfig = &types.VpcConfig{SubnetIds: []string{"subnet-11111111"}, SecurityGroupIds: []string{"sg-11111111"}}
	})
	began := w.getImport(t, arn)
	if began.Status != types.ModelImportJobStatusInProgress || began.ImportedModelArn != nil || began.EndTime != nil ||
		*began.JobName != "open" || *began.ImportedModelName != "open-model" || began.VpcConfig == nil {
		t.Errorf("got %+v", began)
	}
	w.Advance(time.Hour)
	done := w.getImport(t, "open")
	key := regexp.MustCompile("^arn:aws:kms:us-east-1:123456789012:key/[0-9a-f-]{36}$")
	if done.Status != types.ModelImportJobStatusCompleted || done.EndTime == nil ||
		!key.MatchString(aws.ToString(done.ImportedModelKmsKeyArn)) {
		t.Fatalf("got %+v", done)
	}
	model, err := importedModelOf(w, t, *done.ImportedModelArn)
	if err != nil {
		t.Fatal(err)
	}
	byName, err := importedModelOf(w, t, "open-model")
	if err != nil || *byName.ModelArn != *model.ModelArn || *model.JobArn != arn || *model.ModelArchitecture != "llama" ||
		!*model.InstructSupported || *model.CustomModelUnits.CustomModelUnitsPerModelCopy < 1 {
		t.Errorf("got %+v and %+v, %v", model, byName, err)
	}
	for tagged, want := range map[string]string{arn: "purpose", *model.ModelArn: "team"} {
		tags, err := w.ListTagsForResource(t.Context(), &bedrock.ListTagsForResourceInput{ResourceARN: &tagged})
		if err != nil || len(tags.Tags) != 1 || *tags.Tags[0].Key != want {
			t.Errorf("%s has tags %+v, %v", tagged, tags, err)
		}
	}
	if _, err := w.DeleteImportedModel(t.Context(), &bedrock.DeleteImportedModelInput{ModelIdentifier: model.ModelArn}); err != nil {
		t.Fatal(err)
	}
	_, err = importedModelOf(w, t, "open-model")
	wantCode(t, err, "ResourceNotFoundException")
	_, err = w.DeleteImportedModel(t.Context(), &bedrock.DeleteImportedModelInput{ModelIdentifier: model.ModelArn})
	wantCode(t, err, "ResourceNotFoundException")
	if record := w.getImport(t, arn); record.Status != types.ModelImportJobStatusCompleted {
		t.Errorf("the record is %s", record.Status)
	}
	_, err = w.GetModelImportJob(t.Context(), &bedrock.GetModelImportJobInput{JobIdentifier: aws.String("none")})
	wantCode(t, err, "ResourceNotFoundException")
}

// An import without a file that it needs, or with an empty one, fails at the end and makes nothing.
func TestModelImportJob_fails(t *testing.T) {
	t.Parallel()
	for missing, says := range map[string]string{
		"config.json": "config.json is missing or empty", "model.safetensors": "safetensors is missing or empty",
		"tokenizer_config.json": "tokenizer_config.json is missing or empty",
	} {
		w := openForge(t)
		w.putObject(t, "weights/"+missing, "")
		arn := w.mustImport(t, "open")
		w.Advance(time.Hour)
		job := w.getImport(t, arn)
		if job.Status != types.ModelImportJobStatusFailed || !regexp.MustCompile(says).MatchString(aws.ToString(job.FailureMessage)) ||
			job.ImportedModelArn != nil {
			t.Errorf("%s: got %+v", missing, job)
		}
	}
	w := openForge(t)
	arn := w.mustImport(t, "open", func(in importInput) {
		in.ModelDataSource = &types.ModelDataSourceMemberS3DataSource{
			Value: types.S3DataSource{S3Uri: aws.String("s3://" + w.bucket + "/elsewhere/")},
		}
	})
	w.Advance(time.Hour)
	if job := w.getImport(t, arn); job.Status != types.ModelImportJobStatusFailed {
		t.Errorf("got %+v", job)
	}
}

// Names, roles and buckets are checked by the create; a token makes one job.
func TestCreateModelImportJob_refuses(t *testing.T) {
	t.Parallel()
	w := openForge(t)
	token := func(in importInput) { in.ClientRequestToken = aws.String("once") }
	if first, second := w.mustImport(t, "open", token), w.mustImport(t, "open", token); first != second {
		t.Errorf("a token made %s and %s", first, second)
	}
	_, err := w.startImport(t, "other", token)
	wantCode(t, err, "ConflictException")
	_, err = w.startImport(t, "open")
	wantError(t, err, "ValidationException", "job name is currently in use")
	sameModel := func(in importInput) { in.ImportedModelName = aws.String("open-model") }
	_, err = w.startImport(t, "second", sameModel)
	wantError(t, err, "ValidationException", "model name is currently in use")
	w.Advance(time.Hour)
	_, err = w.startImport(t, "third", sameModel)
	wantError(t, err, "ValidationException", "model name is currently in use")
	_, err = w.startImport(t, "fourth", func(in importInput) { in.RoleArn = aws.String("arn:aws:iam::123456789012:role/none") })
	wantError(t, err, "ValidationException", "Could not assume")
	_, err = w.startImport(t, "fifth", func(in importInput) {
		in.ModelDataSource = &types.ModelDataSourceMemberS3DataSource{
			Value: types.S3DataSource{S3Uri: aws.String("s3://no-such-bucket/weights/")},
		}
	})
	wantCode(t, err, "ValidationException")
}

// Every filter of both lists leaves out what it should, page by page.
func TestListModelImportJobs_andModels(t *testing.T) {
	t.Parallel()
	w := openForge(t)
	for _, name := range []string{"first", "second"} {
		w.mustImport(t, name)
		w.Advance(time.Hour)
	}
	middle := w.Now()
	w.Advance(time.Minute)
	w.mustImport(t, "third")
	for what, filter := range map[string]struct {
		in   bedrock.ListModelImportJobsInput
		want int
	}{
		"nothing": {bedrock.ListModelImportJobsInput{}, 3},
		"name":    {bedrock.ListModelImportJobsInput{NameContains: aws.String("ir")}, 2},
		"status":  {bedrock.ListModelImportJobsInput{StatusEquals: types.ModelImportJobStatusInProgress}, 1},
		"after":   {bedrock.ListModelImportJobsInput{CreationTimeAfter: &middle}, 1},
		"before":  {bedrock.ListModelImportJobsInput{CreationTimeBefore: &middle}, 2},
	} {
		out, err := w.ListModelImportJobs(t.Context(), &filter.in)
		if err != nil || len(out.ModelImportJobSummaries) != filter.want {
			t.Errorf("jobs by %s: got %d, want %d (%v)", what, len(out.ModelImportJobSummaries), filter.want, err)
		}
	}
	for what, filter := range map[string]struct {
		in   bedrock.ListImportedModelsInput
		want []string
	}{
		"nothing": {bedrock.ListImportedModelsInput{}, []string{"second-model", "first-model"}},
		"name":    {bedrock.ListImportedModelsInput{NameContains: aws.String("first")}, []string{"first-model"}},
		"order":   {bedrock.ListImportedModelsInput{SortOrder: types.SortOrderAscending}, []string{"first-model", "second-model"}},
		"after":   {bedrock.ListImportedModelsInput{CreationTimeAfter: &middle}, nil},
	} {
		out, err := w.ListImportedModels(t.Context(), &filter.in)
		if err != nil || len(out.ModelSummaries) != len(filter.want) {
			t.Errorf("models by %s: got %d, want %v (%v)", what, len(out.ModelSummaries), filter.want, err)
			continue
		}
		for i, one := range out.ModelSummaries {
			if *one.ModelName != filter.want[i] {
				t.Errorf("models by %s: the one at %d is %s", what, i, *one.ModelName)
			}
		}
	}
}
