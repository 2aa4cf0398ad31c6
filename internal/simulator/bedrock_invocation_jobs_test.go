// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const batchKey = "batch/prompts.jsonl"

// prompts returns n records of Converse, or of Nova's own form.
func prompts(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"recordId":"r%d","modelInput":{"messages":[{"role":"user","content":[{"text":"Is %d > 1?"}]}]}}`+"\n", i, i)
	}
	return b.String()
}

type invocationInput = *bedrock.CreateModelInvocationJobInput

// openBatch is openWorkshop with records for a batch.
func openBatch(t *testing.T) workshop {
	t.Helper()
	w := openWorkshop(t)
	w.putObject(t, batchKey, prompts(100))
	return w
}

// invoke asks for a job that succeeds, unless an edit spoils it.
func (w workshop) invoke(t *testing.T, name string, edits ...func(invocationInput)) (string, error) {
	t.Helper()
	in := &bedrock.CreateModelInvocationJobInput{
		JobName: aws.String(name), RoleArn: aws.String(w.role), ModelId: aws.String(novaLite),
		InputDataConfig: &types.ModelInvocationJobInputDataConfigMemberS3InputDataConfig{
			Value: types.ModelInvocationJobS3InputDataConfig{S3Uri: aws.String(w.uri(batchKey))},
		},
		OutputDataConfig: &types.ModelInvocationJobOutputDataConfigMemberS3OutputDataConfig{
			Value: types.ModelInvocationJobS3OutputDataConfig{S3Uri: aws.String(w.uri("answers/"))},
		},
	}
	for _, edit := range edits {
		edit(in)
	}
	out, err := w.CreateModelInvocationJob(t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.JobArn, nil
}

func (w workshop) createBatch(t *testing.T, name string, edits ...func(invocationInput)) string {
	t.Helper()
	arn, err := w.invoke(t, name, edits...)
	if err != nil {
		t.Fatalf("creating batch %s: %v", name, err)
	}
	return arn
}

func (w workshop) getBatch(t *testing.T, arn string) *bedrock.GetModelInvocationJobOutput {
	t.Helper()
	out, err := w.GetModelInvocationJob(t.Context(), &bedrock.GetModelInvocationJobInput{JobIdentifier: aws.String(arn)})
	if err != nil {
		t.Fatalf("getting batch %s: %v", arn, err)
	}
	return out
}

func (w workshop) stopBatch(t *testing.T, arn string) error {
	t.Helper()
	_, err := w.StopModelInvocationJob(t.Context(), &bedrock.StopModelInvocationJobInput{JobIdentifier: aws.String(arn)})
	return err
}

// listBatches returns the names of the jobs on all pages, and the number of pages.
func (w workshop) listBatches(t *testing.T, in *bedrock.ListModelInvocationJobsInput) (names []string, pages int) {
	t.Helper()
	pager := bedrock.NewListModelInvocationJobsPaginator(w.Client, in)
	for pager.HasMorePages() {
		page, err := pager.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		pages++
		for _, summary := range page.InvocationJobSummaries {
			names = append(names, *summary.JobName)
		}
	}
	return names, pages
}

func inputFrom(edit func(*types.ModelInvocationJobS3InputDataConfig)) func(invocationInput) {
	return func(in invocationInput) {
		if member, ok := in.InputDataConfig.(*types.ModelInvocationJobInputDataConfigMemberS3InputDataConfig); ok {
			edit(&member.Value)
		}
	}
}

func inputURI(uri string) func(invocationInput) {
	return inputFrom(func(s3 *types.ModelInvocationJobS3InputDataConfig) { s3.S3Uri = aws.String(uri) })
}

func outputTo(edit func(*types.ModelInvocationJobS3OutputDataConfig)) func(invocationInput) {
	return func(in invocationInput) {
		if member, ok := in.OutputDataConfig.(*types.ModelInvocationJobOutputDataConfigMemberS3OutputDataConfig); ok {
			edit(&member.Value)
		}
	}
}

func invokes(model string) func(invocationInput) {
	return func(in invocationInput) { in.ModelId = aws.String(model) }
}

func TestModelInvocationJob_getAddsTheDefaults(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	arn := w.createBatch(t, "batch", func(in invocationInput) {
		in.Tags = []types.Tag{{Key: aws.String("team"), Value: aws.String("a")}}
	})
	if !regexp.MustCompile(`^arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/[a-z0-9]{12}$`).MatchString(arn) {
		t.Errorf("got ARN %s", arn)
	}
	job := w.getBatch(t, arn)
	if *job.JobArn != arn || *job.JobName != "batch" || *job.RoleArn != w.role || *job.ModelId != novaLiteARN ||
		*job.TimeoutDurationInHours != 24 || job.ModelInvocationType != types.ModelInvocationTypeInvokeModel {
		t.Errorf("got job %+v", job)
	}
	if got := job.JobExpirationTime.Sub(*job.SubmitTime); got != 24*time.Hour {
		t.Errorf("the job expires after %v", got)
	}
	want := &types.ModelInvocationJobInputDataConfigMemberS3InputDataConfig{Value: types.ModelInvocationJobS3InputDataConfig{
		S3Uri: aws.String(w.uri(batchKey)), S3InputFormat: types.S3InputFormatJsonl,
	}}
	unexported := cmpopts.IgnoreUnexported(*want, want.Value)
	if diff := cmp.Diff(want, job.InputDataConfig, unexported); diff != "" {
		t.Errorf("the input differs: %s", diff)
	}
	for name, count := range map[string]*int64{
		"total": job.TotalRecordCount, "processed": job.ProcessedRecordCount, "success": job.SuccessRecordCount, "error": job.ErrorRecordCount,
	} {
		if count == nil || *count != 0 {
			t.Errorf("got %s record count %v of a job that has not begun, want 0", name, count)
		}
	}
	if diff := cmp.Diff(map[string]string{"team": "a"}, w.tagsOf(t, arn)); diff != "" {
		t.Errorf("the tags differ: %s", diff)
	}
}

func TestModelInvocationJob_namesItsModelByARN(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	application := w.createProfile(t, "team a")
	const haiku = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0"
	for identifier, want := range map[string]string{
		"anthropic.claude-3-haiku-20240307-v1:0": haiku, haiku: haiku,
		usNovaLite: usNovaLiteARN, usNovaLiteARN: usNovaLiteARN, application: application,
	} {
		name := regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(identifier, "-")
		if got := *w.getBatch(t, w.createBatch(t, name[max(0, len(name)-40):], invokes(identifier))).ModelId; got != want {
			t.Errorf("got model %s for %s, want %s", got, identifier, want)
		}
	}
	wantError(t, w.deleteProfile(t, application), "ConflictException", "in use")
}

func TestModelInvocationJob_refusesWhatAWSRefuses(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	w.createBatch(t, "taken")
	foreign := strings.Replace(w.role, "123456789012", "210987654321", 1)
	unread := w.createRole(t, "unread")
	w.Advance(time.Minute)
	const notReadable = "Could not validate GetObject permissions to access S3 bucket: training-us-east-1 at key "
	role := func(arn string) func(invocationInput) {
		return func(in invocationInput) { in.RoleArn = aws.String(arn) }
	}
	for name, test := range map[string]struct {
		edit func(invocationInput)
		code string
		says string
	}{
		"name in use":      {func(in invocationInput) { in.JobName = aws.String("taken") }, "ValidationException", "currently in use"},
		"name":             {func(in invocationInput) { in.JobName = aws.String("-a") }, "ValidationException", "jobName"},
		"unknown model":    {invokes("amazon.nova-huge-v1:0"), "ValidationException", "The provided model identifier is invalid."},
		"other geography":  {invokes("eu." + novaLite), "ValidationException", "The provided model identifier is invalid."},
		"context variant":  {invokes(novaLite + ":300k"), "ValidationException", "The provided model identifier is invalid."},
		"role not there":   {role(w.role + "-absent"), "ValidationException", "Could not assume provided IAM role"},
		"foreign role":     {role(foreign), "AccessDeniedException", "Cross-account pass role is not allowed."},
		"role cannot read": {role(unread), "ValidationException", notReadable + batchKey},
		"no such file":     {inputURI(w.uri("batch/absent.jsonl")), "ValidationException", notReadable + "batch/absent.jsonl"},
		"no such bucket":   {inputURI("s3://absent/batch/"), "ValidationException", "absent"},
		"bucket owner": {inputFrom(func(s3 *types.ModelInvocationJobS3InputDataConfig) { s3.S3BucketOwner = aws.String("210987654321") }),
			"ValidationException", "210987654321"},
		"output bucket": {outputTo(func(s3 *types.ModelInvocationJobS3OutputDataConfig) { s3.S3Uri = aws.String("s3://absent/") }),
			"ValidationException", "absent"},
		"short timeout": {func(in invocationInput) { in.TimeoutDurationInHours = aws.Int32(23) }, "ValidationException",
			"Member must have value greater than or equal to 24"},
		"long timeout": {func(in invocationInput) { in.TimeoutDurationInHours = aws.Int32(169) }, "ValidationException", "168"},
		"type":         {func(in invocationInput) { in.ModelInvocationType = "Chat" }, "ValidationException", "[InvokeModel, Converse]"},
		"tags":         {func(in invocationInput) { in.Tags = numberedTags(51) }, "ValidationException", "too many tags"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := w.invoke(t, "refused", test.edit)
			wantError(t, err, test.code, test.says)
		})
	}
}

func TestModelInvocationJob_refusesARoleThatIsTooYoung(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	young := w.createRole(t, "young")
	w.putRolePolicy(t, young, strings.ReplaceAll(batchPolicy, "BUCKET", w.bucket))
	asYoung := func(in invocationInput) { in.RoleArn = aws.String(young) }
	_, err := w.invoke(t, "batch", asYoung)
	wantError(t, err, "ValidationException", "Could not assume provided IAM role")
	w.Advance(time.Minute)
	w.createBatch(t, "batch", asYoung)
}

func TestModelInvocationJob_isFoundByARNAlone(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	arn := w.createBatch(t, "batch")
	for identifier, code := range map[string]string{
		lastSegment(arn): "ValidationException",
		"batch":          "ValidationException",
		arn[:len(arn)-1]: "ValidationException",
		strings.Replace(arn, "us-east-1", "us-west-2", 1):         "ResourceNotFoundException",
		strings.Replace(arn, lastSegment(arn), "abcdefghijkl", 1): "ResourceNotFoundException",
	} {
		_, err := w.GetModelInvocationJob(t.Context(), &bedrock.GetModelInvocationJobInput{JobIdentifier: aws.String(identifier)})
		wantError(t, err, code)
		wantError(t, w.stopBatch(t, identifier), code)
	}
}

func TestModelInvocationJob_tokenStandsForOneRequest(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	token := func(in invocationInput) { in.ClientRequestToken = aws.String("once") }
	arn := w.createBatch(t, "batch", token)
	if again := w.createBatch(t, "batch", token); again != arn {
		t.Errorf("got %s for the same token, want %s", again, arn)
	}
	_, err := w.invoke(t, "other", token)
	wantError(t, err, "ConflictException", "token")
	if got := aws.ToString(w.getBatch(t, arn).ClientRequestToken); got != "once" {
		t.Errorf("got token %q", got)
	}
}

func TestListModelInvocationJobs(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	var arns, names []string
	for i := range 9 {
		names = append(names, fmt.Sprintf("batch-%d", i))
		arns = append(arns, w.createBatch(t, names[i]))
		w.Advance(time.Second)
	}
	if err := w.stopBatch(t, arns[4]); err != nil {
		t.Fatal(err)
	}
	newest := slices.Clone(names)
	slices.Reverse(newest)
	fourth, sixth := w.getBatch(t, arns[3]).SubmitTime, w.getBatch(t, arns[5]).SubmitTime
	for name, test := range map[string]struct {
		in   bedrock.ListModelInvocationJobsInput
		want []string
	}{
		"newest first": {bedrock.ListModelInvocationJobsInput{}, newest},
		"oldest first": {bedrock.ListModelInvocationJobsInput{SortBy: types.SortJobsByCreationTime, SortOrder: types.SortOrderAscending}, names},
		"by status":    {bedrock.ListModelInvocationJobsInput{StatusEquals: types.ModelInvocationJobStatusStopping}, names[4:5]},
		"by name":      {bedrock.ListModelInvocationJobsInput{NameContains: aws.String("ch-7")}, names[7:8]},
		"by time":      {bedrock.ListModelInvocationJobsInput{SubmitTimeAfter: fourth, SubmitTimeBefore: sixth}, names[4:5]},
		"none":         {bedrock.ListModelInvocationJobsInput{StatusEquals: types.ModelInvocationJobStatusCompleted}, nil},
	} {
		got, pages := w.listBatches(t, &test.in)
		if !slices.Equal(got, test.want) || (len(test.want) == 9) != (pages == 2) {
			t.Errorf("%s: got %v on %d pages, want %v", name, got, pages, test.want)
		}
	}
	_, err := w.ListModelInvocationJobs(t.Context(), &bedrock.ListModelInvocationJobsInput{StatusEquals: "Done"})
	wantError(t, err, "ValidationException", "statusEquals")
}
