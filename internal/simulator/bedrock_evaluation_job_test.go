// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
)

const (
	evaluationKey  = "prompts.jsonl"
	evaluationTime = 15 * time.Minute
)

type evaluationInput = *bedrock.CreateEvaluationJobInput

// openEvaluation is openWorkshop with 40 prompts, and a role that may invoke models.
func openEvaluation(t *testing.T) workshop {
	t.Helper()
	w := openWorkshop(t)
	var prompts strings.Builder
	for i := range 40 {
		fmt.Fprintf(&prompts, `{"prompt":"Is %d odd?","referenceResponse":"no",`+
			`"modelResponses":[{"response":"no %[1]d","modelIdentifier":"mine"}]}`+"\n", i)
	}
	w.putObject(t, evaluationKey, prompts.String())
	w.putRolePolicy(t, w.role, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",`+
		`"Action":["s3:*","bedrock:InvokeModel","bedrock:Retrieve"],"Resource":"*"}]}`)
	w.allowOrigin(t, "https://mturk-console-template-preview-hooks.s3.amazonaws.com")
	return w
}

// allowOrigin lets one web page read the bucket.
func (w workshop) allowOrigin(t *testing.T, origin string) {
	t.Helper()
	_, err := w.s3Client().PutBucketCors(t.Context(), &s3.PutBucketCorsInput{Bucket: &w.bucket, CORSConfiguration: &s3types.CORSConfiguration{
		CORSRules: []s3types.CORSRule{{AllowedMethods: []string{"GET"}, AllowedOrigins: []string{origin}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

func (w workshop) dataset(metrics ...string) []types.EvaluationDatasetMetricConfig {
	return []types.EvaluationDatasetMetricConfig{{
		TaskType: "General", MetricNames: metrics,
		Dataset: &types.EvaluationDataset{
			Name: aws.String("odd"), DatasetLocation: &types.EvaluationDatasetLocationMemberS3Uri{Value: w.uri(evaluationKey)},
		},
	}}
}

// evaluate asks for a job with a judge, unless an edit makes another one of it.
func (w workshop) evaluate(t *testing.T, name string, edits ...func(evaluationInput)) (string, error) {
	t.Helper()
	in := &bedrock.CreateEvaluationJobInput{
		JobName: aws.String(name), RoleArn: aws.String(w.role),
		EvaluationConfig: &types.EvaluationConfigMemberAutomated{Value: types.AutomatedEvaluationConfig{
			DatasetMetricConfigs: w.dataset("Builtin.Correctness", "Builtin.Harmfulness"),
			EvaluatorModelConfig: &types.EvaluatorModelConfigMemberBedrockEvaluatorModels{
				Value: []types.BedrockEvaluatorModel{{ModelIdentifier: aws.String("amazon.nova-pro-v1:0")}},
			},
		}},
		InferenceConfig: &types.EvaluationInferenceConfigMemberModels{Value: []types.EvaluationModelConfig{
			&types.EvaluationModelConfigMemberBedrockModel{Value: types.EvaluationBedrockModel{ModelIdentifier: aws.String(novaLite)}},
		}},
		OutputDataConfig: &types.EvaluationOutputDataConfig{S3Uri: aws.String(w.uri("results/"))},
	}
	for _, edit := range edits {
		edit(in)
	}
	out, err := w.CreateEvaluationJob(t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.JobArn, nil
}

func (w workshop) evaluation(t *testing.T, arn string) *bedrock.GetEvaluationJobOutput {
	t.Helper()
	out, err := w.GetEvaluationJob(t.Context(), &bedrock.GetEvaluationJobInput{JobIdentifier: &arn})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// byPeople makes a job for people of it, who see two models.
func (w workshop) byPeople(in evaluationInput) {
	metrics := []types.HumanEvaluationCustomMetric{}
	names := []string{}
	for _, method := range []string{
		"ThumbsUpDown", "IndividualLikertScale", "ComparisonLikertScale", "ComparisonChoice", "ComparisonRank",
	} {
		metrics = append(metrics, types.HumanEvaluationCustomMetric{Name: aws.String("By" + method), RatingMethod: aws.String(method)})
		names = append(names, "By"+method)
	}
	in.EvaluationConfig = &types.EvaluationConfigMemberHuman{Value: types.HumanEvaluationConfig{
		DatasetMetricConfigs: w.dataset(names...), CustomMetrics: metrics,
		HumanWorkflowConfig: &types.HumanWorkflowConfig{
			FlowDefinitionArn: aws.String("arn:aws:sagemaker:us-east-1:123456789012:flow-definition/people"),
		},
	}}
	in.InferenceConfig = &types.EvaluationInferenceConfigMemberModels{Value: []types.EvaluationModelConfig{
		&types.EvaluationModelConfigMemberBedrockModel{Value: types.EvaluationBedrockModel{ModelIdentifier: aws.String(novaLite)}},
		&types.EvaluationModelConfigMemberPrecomputedInferenceSource{
			Value: types.EvaluationPrecomputedInferenceSource{InferenceSourceIdentifier: aws.String("mine")},
		},
	}}
}

// scored are the lines that a job has written.
func (w workshop) scored(t *testing.T, name, folder string) (lines []map[string]any) {
	t.Helper()
	out, err := w.s3Client().ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: &w.bucket, Prefix: aws.String("results/" + name + "/")})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out.Contents {
		if !strings.HasSuffix(*o.Key, "_output.jsonl") {
			continue
		}
		if !strings.Contains(*o.Key, folder) {
			t.Errorf("the results are in %s, want %s in it", *o.Key, folder)
		}
		for line := range strings.Lines(w.getObject(t, *o.Key)) {
			var record map[string]any
			if err := json.Unmarshal([]byte(line), &record); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, record)
		}
	}
	return lines
}

// A job writes a record with scores for each prompt, in AWS's folders, when it is completed and no earlier.
func TestEvaluationJob_writesScores(t *testing.T) {
	t.Parallel()
	w := openEvaluation(t)
	arn, err := w.evaluate(t, "judged")
	if err != nil {
		t.Fatal(err)
	}
	if job := w.evaluation(t, arn); job.Status != "InProgress" || job.JobType != "Automated" || job.ApplicationType != "ModelEvaluation" {
		t.Errorf("the job is %+v", job)
	}
	w.Advance(evaluationTime)
	if job := w.evaluation(t, arn); job.Status != "Completed" {
		t.Fatalf("the job is %s: %v", job.Status, job.FailureMessages)
	}
	lines := w.scored(t, "judged", "/models/"+novaLite+"/taskTypes/General/datasets/odd/")
	if len(lines) != 40 {
		t.Fatalf("%d records, want 40", len(lines))
	}
	text, err := json.Marshal(lines[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"metricName":"Builtin.Correctness"`, `"prompt":"Is 0 odd?"`, `"modelIdentifier":"` + novaLite + `"`} {
		if !strings.Contains(string(text), part) {
			t.Errorf("%s is not in %s", part, text)
		}
	}
}

// People rate both models in every way there is, one of which answers from the data set.
func TestEvaluationJob_isRatedByPeople(t *testing.T) {
	t.Parallel()
	w := openEvaluation(t)
	arn, err := w.evaluate(t, "rated", w.byPeople)
	if err != nil {
		t.Fatal(err)
	}
	if w.Advance(evaluationTime); w.evaluation(t, arn).Status != "InProgress" {
		t.Error("people were as fast as a model")
	}
	if w.Advance(48 * time.Hour); w.evaluation(t, arn).Status != "Completed" {
		t.Errorf("the job is %+v", w.evaluation(t, arn))
	}
	lines := w.scored(t, "rated", "/datasets/odd/")
	text, err := json.Marshal(lines[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"thumbsUpDown":[`, `"individualLikertScale":[`, `"comparisonLikertScale":[`, `"comparisonChoice":[`, `"comparisonRank":[`,
		`"modelResponseIdMap":{"0":"` + novaLite + `","1":"mine"}`, `"response":"no 0"`,
	} {
		if !strings.Contains(string(text), part) {
			t.Errorf("%s is not in %s", part, text)
		}
	}
}

// A data set with a line that has no prompt, and a role that may not invoke the judge, are found out when the job runs.
func TestEvaluationJob_fails(t *testing.T) {
	t.Parallel()
	w := openEvaluation(t)
	broken, err := w.evaluate(t, "broken")
	if err != nil {
		t.Fatal(err)
	}
	w.putObject(t, evaluationKey, `{"prompt":"good"}`+"\n"+`{"question":"bad"}`+"\n")
	w.Advance(evaluationTime)
	if job := w.evaluation(t, broken); job.Status != "Failed" || !strings.Contains(strings.Join(job.FailureMessages, " "), "line 2") {
		t.Errorf("the job is %s: %v", job.Status, job.FailureMessages)
	}
	denied, err := w.evaluate(t, "denied")
	if err != nil {
		t.Fatal(err)
	}
	w.putRolePolicy(t, w.role, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":"*"}]}`)
	w.Advance(evaluationTime)
	if job := w.evaluation(t, denied); job.Status != "Failed" || !strings.Contains(strings.Join(job.FailureMessages, " "), "invokeModel") {
		t.Errorf("the job is %s: %v", job.Status, job.FailureMessages)
	}
}

// ofPassages makes a job on the search of a knowledge base of it.
func ofPassages(in evaluationInput) {
	in.InferenceConfig = &types.EvaluationInferenceConfigMemberRagConfigs{Value: []types.RAGConfig{
		&types.RAGConfigMemberKnowledgeBaseConfig{Value: &types.KnowledgeBaseConfigMemberRetrieveConfig{Value: types.RetrieveConfig{
			KnowledgeBaseId: aws.String("KB12345678"),
			KnowledgeBaseRetrievalConfiguration: &types.KnowledgeBaseRetrievalConfiguration{
				VectorSearchConfiguration: &types.KnowledgeBaseVectorSearchConfiguration{NumberOfResults: aws.Int32(3)},
			},
		}}},
	}}
}

// A job on a knowledge base answers every turn of the conversations, or takes the answers that are there, and scores it.
func TestEvaluationJob_ofAKnowledgeBase(t *testing.T) {
	t.Parallel()
	w := openEvaluation(t)
	var turns strings.Builder
	for i := range 40 {
		fmt.Fprintf(&turns, `{"conversationTurns":[{"prompt":{"content":[{"text":"Is %d odd?"}]},`+
			`"output":{"text":"no","knowledgeBaseIdentifier":"mine"}}]}`+"\n", i)
	}
	w.putObject(t, evaluationKey, turns.String())
	asked, err := w.evaluate(t, "asked", ofPassages)
	if err != nil {
		t.Fatal(err)
	}
	source := func(id string) func(evaluationInput) {
		return func(in evaluationInput) {
			in.InferenceConfig = &types.EvaluationInferenceConfigMemberRagConfigs{Value: []types.RAGConfig{
				&types.RAGConfigMemberPrecomputedRagSourceConfig{
					Value: &types.EvaluationPrecomputedRagSourceConfigMemberRetrieveAndGenerateSourceConfig{
						Value: types.EvaluationPrecomputedRetrieveAndGenerateSourceConfig{RagSourceIdentifier: &id},
					},
				},
			}}
		}
	}
	if _, err := w.evaluate(t, "answered", source("mine")); err != nil {
		t.Fatal(err)
	}
	absent, err := w.evaluate(t, "absent", source("yours"))
	if err != nil {
		t.Fatal(err)
	}
	w.Advance(evaluationTime)
	if job := w.evaluation(t, asked); job.Status != "Completed" || job.ApplicationType != "RagEvaluation" {
		t.Errorf("the job is %s, of %s: %v", job.Status, job.ApplicationType, job.FailureMessages)
	}
	for name, base := range map[string]string{"asked": "KB12345678", "answered": "mine"} {
		lines := w.scored(t, name, "datasets/odd")
		text := fmt.Sprint(lines)
		if len(lines) != 40 || strings.Count(text, "knowledgeBaseIdentifier:"+base) != 40 || strings.Count(text, "Builtin.Correctness") != 40 {
			t.Errorf("%s: %d lines: %.300s", name, len(lines), text)
		}
	}
	if job := w.evaluation(t, absent); job.Status != "Failed" || !strings.Contains(strings.Join(job.FailureMessages, " "), "yours") {
		t.Errorf("the job is %s: %v", job.Status, job.FailureMessages)
	}
	denied, err := w.evaluate(t, "denied", ofPassages)
	if err != nil {
		t.Fatal(err)
	}
	w.putRolePolicy(t, w.role, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow",`+
		`"Action":["s3:*","bedrock:InvokeModel"],"Resource":"*"}]}`)
	w.Advance(evaluationTime)
	job := w.evaluation(t, denied)
	if job.Status != "Failed" || !strings.Contains(strings.Join(job.FailureMessages, " "), "bedrock:Retrieve") {
		t.Errorf("the job is %s: %v", job.Status, job.FailureMessages)
	}
}

// What makes no job is refused at once.
func TestEvaluationJob_refusesWhatAWSRefuses(t *testing.T) {
	t.Parallel()
	w := openEvaluation(t)
	if _, err := w.evaluate(t, "taken"); err != nil {
		t.Fatal(err)
	}
	_, err := w.evaluate(t, "taken")
	wantError(t, err, "ConflictException", "The provided job name is currently in use.")
	_, err = w.evaluate(t, "Upper")
	wantError(t, err, "ValidationException", "jobName", "regular expression")
	_, err = w.evaluate(t, "one", w.byPeople, func(in evaluationInput) {
		in.InferenceConfig = &types.EvaluationInferenceConfigMemberModels{Value: []types.EvaluationModelConfig{
			&types.EvaluationModelConfigMemberBedrockModel{Value: types.EvaluationBedrockModel{ModelIdentifier: aws.String(novaLite)}},
		}}
	})
	wantError(t, err, "ValidationException", "ComparisonLikertScale requires two models")
	elsewhere := func(in evaluationInput) {
		human := in.EvaluationConfig.(*types.EvaluationConfigMemberHuman)
		human.Value.HumanWorkflowConfig.FlowDefinitionArn = aws.String("arn:aws:sagemaker:us-west-2:123456789012:flow-definition/people")
	}
	_, err = w.evaluate(t, "elsewhere", w.byPeople, elsewhere)
	wantError(t, err, "ValidationException", "account and region of the evaluation job")
	w.allowOrigin(t, "https://example.com")
	_, err = w.evaluate(t, "unseen", w.byPeople)
	wantError(t, err, "ValidationException", w.bucket, "CORS")
	_, err = w.evaluate(t, "by-nobody", ofPassages, func(in evaluationInput) {
		in.EvaluationConfig = &types.EvaluationConfigMemberAutomated{Value: types.AutomatedEvaluationConfig{
			DatasetMetricConfigs: w.dataset("Builtin.Accuracy"),
		}}
	})
	wantError(t, err, "ValidationException", "evaluatorModelConfig is required")
	_, err = w.evaluate(t, "unwritable", func(in evaluationInput) { in.OutputDataConfig.S3Uri = aws.String("s3://elsewhere/results/") })
	wantError(t, err, "ValidationException", "elsewhere")
}

// Jobs are listed five at a time. A running one is stopped, is not deleted before it has ended, and is Deleting for a while.
func TestEvaluationJob_livesAndGoes(t *testing.T) {
	t.Parallel()
	w := openEvaluation(t)
	var arn string
	for i := range 6 {
		made, err := w.evaluate(t, fmt.Sprintf("job-%d", i))
		if err != nil {
			t.Fatal(err)
		}
		arn = made
		w.Advance(time.Second)
	}
	page, err := w.ListEvaluationJobs(t.Context(), &bedrock.ListEvaluationJobsInput{MaxResults: aws.Int32(100)})
	if err != nil || len(page.JobSummaries) != 5 || page.NextToken == nil {
		t.Errorf("listed %d on the first page: %v", len(page.JobSummaries), err)
	}
	page, err = w.ListEvaluationJobs(t.Context(), &bedrock.ListEvaluationJobsInput{ApplicationTypeEquals: "RagEvaluation"})
	if err != nil || len(page.JobSummaries) != 0 {
		t.Errorf("there are RAG jobs: %v %v", page.JobSummaries, err)
	}
	remove := func() *bedrock.BatchDeleteEvaluationJobOutput {
		out, err := w.BatchDeleteEvaluationJob(t.Context(), &bedrock.BatchDeleteEvaluationJobInput{JobIdentifiers: []string{arn}})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if out := remove(); len(out.Errors) != 1 || aws.ToString(out.Errors[0].Code) != "ConflictException" {
		t.Errorf("a running job was deleted: %+v", out)
	}
	if _, err := w.StopEvaluationJob(t.Context(), &bedrock.StopEvaluationJobInput{JobIdentifier: &arn}); err != nil {
		t.Fatal(err)
	}
	if status := w.evaluation(t, arn).Status; status != "Stopping" {
		t.Errorf("a job that was told to stop is %s", status)
	}
	if w.Advance(5 * time.Minute); w.evaluation(t, arn).Status != "Stopped" {
		t.Errorf("it is %s, want Stopped", w.evaluation(t, arn).Status)
	}
	if out := remove(); len(out.Errors) != 0 || w.evaluation(t, arn).Status != "Deleting" {
		t.Errorf("a stopped job was not deleted: %+v", out)
	}
	w.Advance(time.Minute)
	_, err = w.GetEvaluationJob(t.Context(), &bedrock.GetEvaluationJobInput{JobIdentifier: &arn})
	wantCode(t, err, "ResourceNotFoundException")
}
