// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
)

// wantBatch wants a status and counts of total, processed, successful and refused records.
func (w workshop) wantBatch(t *testing.T, arn string, status types.ModelInvocationJobStatus, counts ...int64) {
	t.Helper()
	job := w.getBatch(t, arn)
	got := []int64{*job.TotalRecordCount, *job.ProcessedRecordCount, *job.SuccessRecordCount, *job.ErrorRecordCount}
	if job.Status != status || !slices.Equal(got, counts) {
		t.Errorf("got job %s in status %s with counts %v (%s), want %s with %v", *job.JobName, job.Status, got, aws.ToString(job.Message),
			status, counts)
	}
}

type batchLine struct {
	RecordID    string `json:"recordId"`
	ModelInput  json.RawMessage
	ModelOutput json.RawMessage
	Error       *struct {
		ErrorCode    int
		ErrorMessage string
	}
}

func (w workshop) results(t *testing.T, key string) (lines []batchLine) {
	t.Helper()
	for text := range strings.Lines(w.getObject(t, key)) {
		var line batchLine
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		lines = append(lines, line)
	}
	return lines
}

func (w workshop) manifest(t *testing.T, folder string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	if err := json.Unmarshal([]byte(w.getObject(t, folder+"/manifest.json.out")), &counts); err != nil {
		t.Fatal(err)
	}
	return counts
}

func TestModelInvocationJob_goesThroughItsLife(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	w.putObject(t, batchKey, prompts(1000))
	arn := w.createBatch(t, "batch")
	for _, step := range []struct {
		advance          time.Duration
		status           types.ModelInvocationJobStatus
		total, processed int64
	}{
		{0, types.ModelInvocationJobStatusSubmitted, 0, 0},
		{time.Minute, types.ModelInvocationJobStatusValidating, 0, 0},
		{4 * time.Minute, types.ModelInvocationJobStatusScheduled, 1000, 0},
		{5 * time.Minute, types.ModelInvocationJobStatusInProgress, 1000, 0},
		{5 * time.Minute, types.ModelInvocationJobStatusInProgress, 1000, 500},
		{5 * time.Minute, types.ModelInvocationJobStatusCompleted, 1000, 1000},
	} {
		w.Advance(step.advance)
		job := w.getBatch(t, arn)
		if late := *job.ProcessedRecordCount - step.processed; job.Status != step.status || *job.TotalRecordCount != step.total ||
			late < 0 || late > 100 || (job.EndTime != nil) != (step.status == types.ModelInvocationJobStatusCompleted) {
			t.Errorf("after %v more: got %s with %d of %d records", step.advance, job.Status, *job.ProcessedRecordCount, *job.TotalRecordCount)
		}
	}
	w.Advance(48 * time.Hour)
	job := w.getBatch(t, arn)
	if got := job.EndTime.Sub(*job.SubmitTime); got != 20*time.Minute || !job.LastModifiedTime.Equal(*job.EndTime) || job.Message != nil {
		t.Errorf("the job took %v, was modified at %v and says %q", got, job.LastModifiedTime, aws.ToString(job.Message))
	}
	for _, object := range w.Objects() {
		if object.ARN == arn {
			t.Error("the record of a job that has ended is among the objects")
		}
	}
	wantError(t, w.stopBatch(t, arn), "ConflictException", "Completed")
}

func TestModelInvocationJob_writesItsResults(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	w.putObject(t, "many/b.jsonl", prompts(60))
	odd := `{"modelInput":{"messages":[]}}` + "\n" + `{"recordId":"bad","modelInput":{"inputText":"<"}}` + "\n"
	w.putObject(t, "many/a/a.jsonl", odd+prompts(60))
	w.putObject(t, "many/cat.png", "an image")
	one, many := w.createBatch(t, "one"), w.createBatch(t, "many", inputURI(w.uri("many")))
	w.Advance(time.Hour)
	w.wantBatch(t, one, types.ModelInvocationJobStatusCompleted, 100, 100, 100, 0)
	w.wantBatch(t, many, types.ModelInvocationJobStatusCompleted, 122, 122, 121, 1)

	if lines := w.results(t, "answers/"+lastSegment(one)+"/prompts.jsonl.out"); len(lines) != 100 || lines[99].RecordID != "r99" ||
		!strings.Contains(string(lines[99].ModelInput), "99 > 1") || lines[99].Error != nil {
		t.Errorf("got %d lines, the last one %+v", len(lines), lines[len(lines)-1])
	}
	folder := "answers/" + lastSegment(many)
	lines := w.results(t, folder+"/a/a.jsonl.out")
	if len(lines) != 62 || len(w.results(t, folder+"/b.jsonl.out")) != 60 {
		t.Errorf("got %d lines, want 62 in a.jsonl and 60 in b.jsonl", len(lines))
	}
	if lines[0].RecordID == "" || lines[0].ModelOutput == nil {
		t.Errorf("got no id or output for a record without one: %+v", lines[0])
	}
	if bad := lines[1]; bad.RecordID != "bad" || bad.ModelOutput != nil || bad.Error == nil || bad.Error.ErrorCode != 400 ||
		bad.Error.ErrorMessage != "messages: Field required" || string(bad.ModelInput) != `{"inputText":"<"}` {
		t.Errorf("got %+v for an input that the model does not take", bad)
	}
	manifest := w.manifest(t, folder)
	if manifest["inputTokenCount"] < 122 || manifest["outputTokenCount"] < 122 {
		t.Errorf("got tokens %v", manifest)
	}
	delete(manifest, "inputTokenCount")
	delete(manifest, "outputTokenCount")
	want := map[string]int{"totalRecordCount": 122, "processedRecordCount": 122, "successRecordCount": 121, "errorRecordCount": 1}
	if diff := cmp.Diff(want, manifest); diff != "" {
		t.Errorf("the manifest differs: %s", diff)
	}
}

func TestModelInvocationJob_answersInTheFormOfTheModel(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	w.putRolePolicy(t, w.role, strings.ReplaceAll(batchPolicy, "BUCKET", w.bucket))
	claude := `"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[]`
	for name, test := range map[string]struct {
		model, input string
		kind         types.ModelInvocationType
		says         string
	}{
		"nova":     {novaLite, `"messages":[]`, "", `"stopReason":"end_turn"`},
		"claude":   {"anthropic.claude-3-haiku-20240307-v1:0", claude, "", `"stop_reason":"end_turn"`},
		"converse": {"anthropic.claude-3-haiku-20240307-v1:0", `"messages":[]`, types.ModelInvocationTypeConverse, `"outputTokens"`},
		"llama":    {"us.meta.llama3-1-8b-instruct-v1:0", `"prompt":"a"`, "", `"generation"`},
		"titan":    {"amazon.titan-text-express-v1", `"inputText":"a"`, "", `"outputText"`},
		"embed":    {"amazon.titan-embed-text-v2:0", `"inputText":"a"`, "", `"embedding":[`},
		"mistral":  {"mistral.mistral-7b-instruct-v0:2", `"prompt":"a"`, "", `"choices":[`},
	} {
		w.putObject(t, name+".jsonl", strings.Repeat(`{"recordId":"same","modelInput":{`+test.input+"}}\n", 100))
		arn := w.createBatch(t, name, invokes(test.model), inputURI(w.uri(name+".jsonl")), func(in invocationInput) {
			in.ModelInvocationType = test.kind
		})
		w.Advance(time.Hour)
		w.wantBatch(t, arn, types.ModelInvocationJobStatusCompleted, 100, 100, 100, 0)
		lines := w.results(t, "answers/"+lastSegment(arn)+"/"+name+".jsonl.out")
		if output := string(lines[0].ModelOutput); !strings.Contains(output, test.says) || output != string(lines[99].ModelOutput) {
			t.Errorf("%s: got output %s, then %s for the same input", name, output, lines[99].ModelOutput)
		}
	}
}

// batchPolicy is what a role needs for a job that invokes an inference profile.
const batchPolicy = `{"Version":"2012-10-17","Statement":[
	{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:ListBucket"],"Resource":["arn:aws:s3:::BUCKET","arn:aws:s3:::BUCKET/*"]},
	{"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":["arn:aws:bedrock:us-east-1:123456789012:inference-profile/*",
		"arn:aws:bedrock:*::foundation-model/*"]}]}`

func TestModelInvocationJob_failsInValidation(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	good := prompts(100)
	for name, test := range map[string]struct {
		data, says string
		edits      []func(invocationInput)
	}{
		"too-few":      {prompts(99), "contains less records (99) than the required minimum of: 100", nil},
		"too-many":     {prompts(50001), "contains more records than the allowed maximum of: 50000", nil},
		"not-json":     {good + "hello\n", "Line 101: the record is not a JSON object", nil},
		"no-input":     {good + `{"recordId":"a"}`, "Line 101: modelInput: must be a JSON object", nil},
		"list":         {good + `{"modelInput":[]}`, "Line 101: modelInput: must be a JSON object", nil},
		"empty-folder": {"", "contains less records (0)", []func(invocationInput){inputURI(w.uri("nothing/"))}},
		"profile":      {good, "Customer doesn't have permissions to invokeModel", []func(invocationInput){invokes(usNovaLite)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w.putObject(t, name+".jsonl", test.data)
			arn := w.createBatch(t, name, append([]func(invocationInput){inputURI(w.uri(name + ".jsonl"))}, test.edits...)...)
			w.Advance(5 * time.Minute)
			w.wantBatch(t, arn, types.ModelInvocationJobStatusFailed, 0, 0, 0, 0)
			if message := aws.ToString(w.getBatch(t, arn).Message); !strings.Contains(message, test.says) {
				t.Errorf("got message %q, want one that says %q", message, test.says)
			}
		})
	}
}

func TestModelInvocationJob_failsWhereItsFilesAreGone(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	arn := w.createBatch(t, "batch")
	w.Advance(10 * time.Minute)
	w.wantBatch(t, arn, types.ModelInvocationJobStatusInProgress, 100, 0, 0, 0)
	w.deleteObject(t, batchKey)
	w.Advance(time.Minute)
	job := w.getBatch(t, arn)
	if job.Status != types.ModelInvocationJobStatusFailed || !strings.Contains(aws.ToString(job.Message), w.uri(batchKey)) {
		t.Errorf("got %s: %s", job.Status, aws.ToString(job.Message))
	}
}

func TestModelInvocationJob_stops(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	w.putObject(t, batchKey, prompts(2000))
	running, waiting := w.createBatch(t, "running"), w.createBatch(t, "waiting")
	w.Advance(20 * time.Minute)
	for _, arn := range []string{running, waiting} {
		if err := w.stopBatch(t, arn); err != nil {
			t.Fatal(err)
		}
		wantError(t, w.stopBatch(t, arn), "ConflictException", "Stopping")
	}
	if got := w.getBatch(t, running).Status; got != types.ModelInvocationJobStatusStopping {
		t.Errorf("got status %s", got)
	}
	w.Advance(time.Hour)
	job := w.getBatch(t, running)
	if got := *job.ProcessedRecordCount; job.Status != types.ModelInvocationJobStatusStopped || got < 1000 || got > 1100 {
		t.Errorf("got status %s with %d records", job.Status, got)
	}
	folder := "answers/" + lastSegment(running)
	if lines := w.results(t, folder+"/prompts.jsonl.out"); int64(len(lines)) != *job.ProcessedRecordCount ||
		w.manifest(t, folder)["processedRecordCount"] != len(lines) {
		t.Errorf("got %d results and manifest %v of %d processed records", len(lines), w.manifest(t, folder), *job.ProcessedRecordCount)
	}
	w.wantBatch(t, waiting, types.ModelInvocationJobStatusStopped, 2000, 0, 0, 0)
	if keys, err := w.Keys(w.bucket, "answers/"+lastSegment(waiting)); err != nil || len(keys) != 0 {
		t.Errorf("got results %v of a job that never began, error %v", keys, err)
	}
}

func TestModelInvocationJob_waitsForItsTurnUntilItExpires(t *testing.T) {
	t.Parallel()
	w := openBatch(t)
	w.putObject(t, "long.jsonl", strings.Repeat(`{"modelInput":{"messages":[]}}`+"\n", 50000))
	hours := func(n int32) func(invocationInput) {
		return func(in invocationInput) { in.TimeoutDurationInHours = aws.Int32(n) }
	}
	var arns []string
	for i, timeout := range []int32{24, 24, 24, 168, 24} { // each one takes a bit more than 8 hours
		arns = append(arns, w.createBatch(t, fmt.Sprintf("long-%d", i), inputURI(w.uri("long.jsonl")), hours(timeout)))
	}
	other := w.createBatch(t, "other-model", invokes("anthropic.claude-3-haiku-20240307-v1:0"))
	patient := w.createBatch(t, "patient", hours(168))
	w.Advance(time.Hour)
	w.wantBatch(t, other, types.ModelInvocationJobStatusCompleted, 100, 100, 0, 100)
	w.wantBatch(t, arns[1], types.ModelInvocationJobStatusScheduled, 50000, 0, 0, 0)
	w.Advance(40 * time.Hour)
	for _, i := range []int{0, 1, 3} {
		w.wantBatch(t, arns[i], types.ModelInvocationJobStatusCompleted, 50000, 50000, 50000, 0)
	}
	w.wantBatch(t, arns[4], types.ModelInvocationJobStatusExpired, 50000, 0, 0, 0)
	w.wantBatch(t, patient, types.ModelInvocationJobStatusCompleted, 100, 100, 100, 0)
	third := w.getBatch(t, arns[2])
	if processed := *third.ProcessedRecordCount; third.Status != types.ModelInvocationJobStatusPartiallyCompleted ||
		processed < 40000 || processed >= 50000 || !third.EndTime.Equal(*third.JobExpirationTime) {
		t.Errorf("got %s with %d records at %v", third.Status, processed, third.EndTime)
	}
	if lines := w.results(t, "answers/"+lastSegment(arns[2])+"/long.jsonl.out"); int64(len(lines)) != *third.ProcessedRecordCount {
		t.Errorf("got %d results of %d records", len(lines), *third.ProcessedRecordCount)
	}
}
