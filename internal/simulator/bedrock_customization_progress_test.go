// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func TestModelCustomizationJob_goesThroughItsPhases(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	arn := w.createJob(t, "job")
	for _, step := range []struct {
		advance                          time.Duration
		job                              types.ModelCustomizationJobStatus
		validation, processing, training types.JobStatusDetails
	}{
		{0, "InProgress", "InProgress", "NotStarted", "NotStarted"},
		{6 * time.Minute, "InProgress", "Completed", "InProgress", "NotStarted"},
		{10 * time.Minute, "InProgress", "Completed", "Completed", "InProgress"},
		{43 * time.Minute, "InProgress", "Completed", "Completed", "InProgress"},
		{time.Minute, "Completed", "Completed", "Completed", "Completed"},
	} {
		w.Advance(step.advance)
		job := w.getJob(t, arn)
		details := job.StatusDetails
		if job.Status != step.job || details.ValidationDetails.Status != step.validation ||
			details.DataProcessingDetails.Status != step.processing || details.TrainingDetails.Status != step.training {
			t.Errorf("after %v more: got %s with validation %s, data processing %s, training %s", step.advance, job.Status,
				details.ValidationDetails.Status, details.DataProcessingDetails.Status, details.TrainingDetails.Status)
		}
		done := step.job == "Completed"
		if (job.OutputModelArn != nil) != done || (job.EndTime != nil) != done || (job.TrainingMetrics != nil) != done {
			t.Errorf("after %v more: got output model %s, end time %v and metrics %v of a job that is %s", step.advance,
				aws.ToString(job.OutputModelArn), job.EndTime, job.TrainingMetrics, job.Status)
		}
		if (details.TrainingDetails.CreationTime == nil) != (step.training == "NotStarted") {
			t.Errorf("got creation time %v of a training that is %s", details.TrainingDetails.CreationTime, step.training)
		}
	}
	job := w.getJob(t, arn)
	if got := job.EndTime.Sub(*job.CreationTime); got != time.Hour {
		t.Errorf("the job took %v, want an hour", got)
	}
	if !job.LastModifiedTime.Equal(*job.EndTime) {
		t.Errorf("got last modified %v, want the end time %v", job.LastModifiedTime, job.EndTime)
	}
}

func TestModelCustomizationJob_endsAtTheTimeItWouldHave(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	arn := w.createJob(t, "job")
	w.Advance(48 * time.Hour) // nobody asked for two days
	job := w.getJob(t, arn)
	if got := job.EndTime.Sub(*job.CreationTime); got != time.Hour {
		t.Errorf("the job took %v, want an hour", got)
	}
}

func TestModelCustomizationJob_writesItsMetrics(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.putObject(t, "validate.jsonl", conversations(3))
	job := w.train(t, "job", func(in jobInput) {
		in.ValidationDataConfig = &types.ValidationDataConfig{Validators: []types.Validator{
			{S3Uri: aws.String(w.uri("validate.jsonl"))}, {S3Uri: aws.String(w.uri(trainingKey))},
		}}
	})
	folder := "output/model-customization-job-" + lastSegment(*job.JobArn) + "/"
	training := csvRows(t, w.getObject(t, folder+"training_artifacts/step_wise_training_metrics.csv"),
		"step_number,epoch_number,training_loss,perplexity")
	if len(training) != 40 { // 20 records, 2 epochs, 1 record a step
		t.Errorf("got %d steps, want 40", len(training))
	}
	for i := 1; i < len(training); i++ {
		if training[i][2] >= training[i-1][2] {
			t.Errorf("the loss does not fall at row %d: %v after %v", i, training[i][2], training[i-1][2])
		}
	}
	last := training[len(training)-1]
	if last[0] != 39 || last[1] != 1 || float32(last[2]) != *job.TrainingMetrics.TrainingLoss || math.Abs(math.Exp(last[2])-last[3]) > 1e-5 {
		t.Errorf("got last row %v with training loss %v, want them to agree", last, *job.TrainingMetrics.TrainingLoss)
	}
	validation := csvRows(t, w.getObject(t, folder+"validation_artifacts/post_fine_tuning_validation/validation/validation_metrics.csv"),
		"step_number,epoch_number,validation_loss,perplexity")
	if len(validation) != 2 || len(job.ValidationMetrics) != 2 {
		t.Fatalf("got %d rows and %d metrics for 2 validators", len(validation), len(job.ValidationMetrics))
	}
	for i, row := range validation {
		if float32(row[2]) != *job.ValidationMetrics[i].ValidationLoss || row[2] <= last[2] {
			t.Errorf("got validation row %v and metric %v, training loss %v", row, *job.ValidationMetrics[i].ValidationLoss, last[2])
		}
	}
}

func TestModelCustomizationJob_learnsMoreFromMoreDataAndEpochs(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.putObject(t, "more.jsonl", conversations(200))
	loss := func(name string, edits ...func(jobInput)) float32 {
		return *w.train(t, name, edits...).TrainingMetrics.TrainingLoss
	}
	epochs := func(in jobInput) { in.HyperParameters = map[string]string{"epochCount": "5"} }
	data := func(in jobInput) { in.TrainingDataConfig.S3Uri = aws.String(w.uri("more.jsonl")) }
	plain, again, longer, other := loss("plain"), loss("again"), loss("longer", epochs), loss("other", data)
	if plain != again {
		t.Errorf("got losses %v and %v of the same training", plain, again)
	}
	if longer >= plain || other == plain {
		t.Errorf("got loss %v, with more epochs %v, with more data %v", plain, longer, other)
	}
}

func TestModelCustomizationJob_failsOnABadRecord(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	good := conversations(10)
	for name, test := range map[string]struct {
		data string
		says string
	}{
		"not JSON":       {good + "hello\n", "Line 11: the record is not a JSON object"},
		"empty line":     {good + "\n" + good, "Line 11 is empty"},
		"wrong schema":   {good + `{"schemaVersion":1,"messages":[]}`, `Line 11: schemaVersion: must be a string`},
		"wrong format":   {`{"prompt":"a","completion":"b"}`, "Line 1: messages: must be a list"},
		"reserved word":  {strings.Replace(good, "How much is 3", "Bot: 3", 1), `Line 4: messages[0].content[0].text: must not contain`},
		"too few":        {conversations(7), "7 records, the minimum is 8"},
		"no last answer": {strings.Replace(good, "assistant", "user", 1), `Line 1: messages[1].role: must be "assistant"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			key := strings.ReplaceAll(name, " ", "-") + ".jsonl"
			w.putObject(t, key, test.data)
			arn := w.createJob(t, strings.ReplaceAll(name, " ", "-"), func(in jobInput) { in.TrainingDataConfig.S3Uri = aws.String(w.uri(key)) })
			w.Advance(5 * time.Minute)
			job := w.getJob(t, arn)
			if job.Status != types.ModelCustomizationJobStatusFailed || !strings.Contains(aws.ToString(job.FailureMessage), test.says) {
				t.Errorf("got %s: %s, want a failure that says %q", job.Status, aws.ToString(job.FailureMessage), test.says)
			}
			if job.StatusDetails.ValidationDetails.Status != types.JobStatusDetailsFailed ||
				job.StatusDetails.TrainingDetails.Status != types.JobStatusDetailsNotStarted {
				t.Errorf("got validation %s and training %s", job.StatusDetails.ValidationDetails.Status, job.StatusDetails.TrainingDetails.Status)
			}
		})
	}
}

func TestModelCustomizationJob_failsWithoutItsBucket(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	arn := w.createJob(t, "job")
	w.deleteObject(t, trainingKey)
	w.Advance(5 * time.Minute)
	if job := w.getJob(t, arn); job.Status != "Failed" || !strings.Contains(*job.FailureMessage, "Could not read") {
		t.Errorf("got %s: %s, want a failure to read", job.Status, aws.ToString(job.FailureMessage))
	}

	w.putObject(t, trainingKey, conversations(20))
	arn = w.createJob(t, "second")
	w.Advance(5 * time.Minute)
	w.emptyBucket(t)
	if _, err := w.s3Client().DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: aws.String(w.bucket)}); err != nil {
		t.Fatal(err)
	}
	w.Advance(time.Hour)
	job := w.getJob(t, arn)
	if job.Status != "Failed" || job.StatusDetails.TrainingDetails.Status != "Failed" || job.OutputModelArn != nil {
		t.Errorf("got %s with training %s and model %s, want a training that failed", job.Status, job.StatusDetails.TrainingDetails.Status,
			aws.ToString(job.OutputModelArn))
	}
}

func TestModelCustomizationJob_stops(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	arn := w.createJob(t, "job")
	stop := func() error { return w.stopJob(t, arn) }
	w.Advance(20 * time.Minute)
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if job := w.getJob(t, "job"); job.Status != "Stopping" || job.StatusDetails.TrainingDetails.Status != "Stopping" {
		t.Errorf("got %s with training %s, want both Stopping", job.Status, job.StatusDetails.TrainingDetails.Status)
	}
	wantError(t, stop(), "ConflictException", "Stopping")
	w.Advance(time.Minute)
	job := w.getJob(t, arn)
	if job.Status != "Stopped" || job.StatusDetails.DataProcessingDetails.Status != "Completed" ||
		job.StatusDetails.TrainingDetails.Status != "Stopped" || job.OutputModelArn != nil || job.EndTime == nil {
		t.Errorf("got %+v", job)
	}
	wantError(t, stop(), "ConflictException", "Stopped")
	w.Advance(time.Hour)
	if got := w.Objects(); hasObject(got, "custom-model", "Active") || hasObject(got, "model-customization-job", "Stopped") {
		t.Errorf("got objects %v: a stopped job makes no model, and its record is none", got)
	}
	wantError(t, w.stopJob(t, "nobody"), "ResourceNotFoundException")
}

func TestModelCustomizationJob_isSeenThroughOtherServices(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.createJob(t, "job")
	w.Advance(time.Hour)
	out, err := w.s3Client().ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: aws.String(w.bucket), Prefix: aws.String("output/")})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(out.Contents, func(o s3types.Object) bool {
		return strings.HasSuffix(*o.Key, "step_wise_training_metrics.csv")
	}) {
		t.Errorf("got %+v, want the metrics of a job that nobody asked for", out.Contents)
	}
}

// A bucket that a job has written to, and be it that the job failed, holds what nobody but its owner will delete.
func TestModelCustomizationJob_leavesFilesInItsOutput(t *testing.T) {
	t.Parallel()
	const probe = "output/.write_access_check_file.temp"
	header := "fileName,totalProcessedRecordCount,acceptedRecordCount,partiallyAcceptedRecordCount,rejectedRecordCount\n"
	for name, test := range map[string]struct {
		data   string
		passed time.Duration
		want   []string // keys, where JOB stands for the folder of the job
	}{
		"just created": {conversations(20), 0, []string{probe}},
		"failed":       {"no record\n", time.Hour, []string{probe}},
		"validated": {conversations(20), 6 * time.Minute, []string{
			probe, "JOB/input_status/training/manifest.report.csv", "JOB/validated_data/training/validated_prompts.jsonl",
		}},
		"completed": {conversations(20), time.Hour, []string{
			probe, "JOB/input_status/training/manifest.report.csv", "JOB/training_artifacts/step_wise_training_metrics.csv",
			"JOB/validated_data/training/validated_prompts.jsonl",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := openWorkshop(t)
			w.putObject(t, trainingKey, test.data)
			job := "output/model-customization-job-" + lastSegment(w.createJob(t, "job"))
			w.Advance(test.passed)
			out, err := w.s3Client().ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: aws.String(w.bucket), Prefix: aws.String("output/")})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, object := range out.Contents {
				got = append(got, strings.Replace(*object.Key, job, "JOB", 1))
			}
			if !slices.Equal(got, test.want) {
				t.Fatalf("got %q, want %q", got, test.want)
			}
			if body := w.getObject(t, probe); body != "" {
				t.Errorf("the probe has the content %q", body)
			}
			if len(got) == 1 {
				return
			}
			if body := w.getObject(t, job+"/input_status/training/manifest.report.csv"); body != header+"train.jsonl,20,20,0,0\n" {
				t.Errorf("got the report %q", body)
			}
			if body := w.getObject(t, job+"/validated_data/training/validated_prompts.jsonl"); body != test.data {
				t.Errorf("got the accepted data %q", body)
			}
		})
	}
}

func TestModelCustomizationJob_readsInvocationLogs(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.mayInvoke(t)
	record := func(team string) string {
		return `{"schemaType":"ModelInvocationLog","requestMetadata":{"team":"` + team + `"},"input":{}}` + "\n"
	}
	w.putObject(t, "logs/AWSLogs/one.json", strings.Repeat(record("red"), 60)+strings.Repeat(record("blue"), 60))
	w.putObject(t, "logs/AWSLogs/two.json", strings.Repeat(record("red"), 50))
	w.putObject(t, "logs/AWSLogs/amazon-bedrock-logs-permission-check", "")
	distil := func(filters types.RequestMetadataFilters) func(jobInput) {
		return func(in jobInput) {
			in.CustomizationType = types.CustomizationTypeDistillation
			in.TrainingDataConfig = logs(w.uri("logs"), filters)
			in.CustomizationConfig = &types.CustomizationConfigMemberDistillationConfig{Value: types.DistillationConfig{
				TeacherModelConfig: &types.TeacherModelConfig{TeacherModelIdentifier: aws.String("amazon.nova-pro-v1:0")},
			}}
		}
	}
	w.train(t, "reds", distil(&types.RequestMetadataFiltersMemberEquals{Value: map[string]string{"team": "red"}}))
	arn := w.createJob(t, "blues", distil(&types.RequestMetadataFiltersMemberAndAll{Value: []types.RequestMetadataBaseFilters{
		{NotEquals: map[string]string{"team": "red"}},
	}}))
	w.Advance(time.Hour)
	if job := w.getJob(t, arn); job.Status != "Failed" || !strings.Contains(*job.FailureMessage, "at minimum 100 valid prompts") {
		t.Errorf("got %s: %s, want too few blue records", job.Status, aws.ToString(job.FailureMessage))
	}
	err := w.refuseJob(t, func(in jobInput) { in.TrainingDataConfig = logs(w.uri("logs"), nil) })
	wantError(t, err, "ValidationException", "invocationLogsConfig is not supported")
}

func lastSegment(arn string) string { return arn[strings.LastIndex(arn, "/")+1:] }

// csvRows reads a metrics file.
func csvRows(t *testing.T, body, header string) [][4]float64 {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(body, "\n"), "\n")
	if lines[0] != header {
		t.Fatalf("got header %q, want %q", lines[0], header)
	}
	var rows [][4]float64
	for _, line := range lines[1:] {
		var row [4]float64
		for i, field := range strings.Split(line, ",") {
			n, err := strconv.ParseFloat(field, 64)
			if err != nil {
				t.Fatalf("line %q: %v", line, err)
			}
			row[i] = n
		}
		rows = append(rows, row)
	}
	return rows
}
