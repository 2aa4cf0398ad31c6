// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationresults_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud, ws := acctest.Start(t, registry.Of("evaluation"))
	cloud.NewEvaluation(t)
	return cloud, ws
}

// judged is a job with a judge, by name and model.
func judged(name, model, arguments string) string {
	return fmt.Sprintf(`
resource "bedrock_evaluation_job" "%s" {
	job_name = "%[1]s"
	role_arn = "arn:aws:iam::123456789012:role/AmazonBedrock-evaluation"
	evaluation_config = { automated = {
		dataset_metric_configs = [{
			task_type    = "General"
			dataset      = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } }
			metric_names = ["Builtin.Correctness", "Builtin.Harmfulness"]
		}]
		evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }
	} }
	inference_config   = { models = [{ bedrock_model = { model_identifier = "%s" } }] }
	output_data_config = { s3_uri = "s3://evaluation-data/results/" }
	%s
}
`, name, model, arguments)
}

const completed = `wait_for = "completed"`

const both = `
data "bedrock_evaluation_results" "test" {
	job_identifier          = bedrock_evaluation_job.lite.arn
	compared_job_identifier = bedrock_evaluation_job.micro.arn
}
`

// results are the scores in the files of a job, by metric and prompt, read without the code that is tested.
func results(t *testing.T, cloud *acctest.Cloud, job string) map[string]map[string]float64 {
	t.Helper()
	all := map[string]map[string]float64{}
	each(t, cloud, "results/"+job+"/", func(_, body string) {
		for line := range strings.Lines(body) {
			var record struct {
				Automated struct {
					Scores []struct {
						MetricName string
						Result     *float64
					}
				} `json:"automatedEvaluationResult"`
				InputRecord struct{ Prompt string }
			}
			if err := json.Unmarshal([]byte(line), &record); err != nil {
				t.Fatal(err)
			}
			for _, s := range record.Automated.Scores {
				if s.Result == nil {
					continue
				}
				if all[s.MetricName] == nil {
					all[s.MetricName] = map[string]float64{}
				}
				all[s.MetricName][record.InputRecord.Prompt] = *s.Result
			}
		}
	})
	return all
}

func each(t *testing.T, cloud *acctest.Cloud, prefix string, do func(key, body string)) {
	t.Helper()
	client, err := cloud.Clients().S3(context.Background(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	out, err := client.ListObjectsV2(context.Background(), &s3.ListObjectsV2Input{Bucket: aws.String("evaluation-data"), Prefix: &prefix})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out.Contents {
		if !strings.HasSuffix(*o.Key, "_output.jsonl") {
			continue
		}
		object, err := client.GetObject(context.Background(), &s3.GetObjectInput{Bucket: aws.String("evaluation-data"), Key: o.Key})
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(object.Body)
		if err != nil {
			t.Fatal(err)
		}
		do(*o.Key, string(body))
	}
}

func number(value cty.Value) float64 {
	n, _ := value.AsBigFloat().Float64()
	return n
}

// Two jobs are compared in pairs, each metric in its direction, as their files say; a refresh changes no digit.
func TestEvaluationResults_compareTwoJobs(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	config := judged("lite", "amazon.nova-lite-v1:0", completed) + judged("micro", "amazon.nova-micro-v1:0", completed) + both
	acctest.OK(t, ws.Apply(t.Context(), config))
	data := ws.Data("bedrock_evaluation_results.test")
	lite, micro := results(t, cloud, "lite"), results(t, cloud, "micro")
	comparisons := data.GetAttr("comparisons").AsValueSlice()
	if len(comparisons) != 2 {
		t.Fatalf("%d comparisons, want one of each metric", len(comparisons))
	}
	for _, c := range comparisons {
		metric := c.GetAttr("metric").AsString()
		n, sum := 0, 0.0
		for prompt, a := range lite[metric] {
			if b, ok := micro[metric][prompt]; ok {
				n, sum = n+1, sum+b-a
			}
		}
		want := sum / float64(n)
		if got := number(c.GetAttr("difference")); n < 30 || math.Abs(got-want) > 1e-9 || number(c.GetAttr("pair_count")) != float64(n) {
			t.Errorf("%s: the difference is %v of %#v pairs, want %v of %d", metric, got, c.GetAttr("pair_count"), want, n)
		}
		better := "second"
		if (want < 0) == (metric == "Builtin.Correctness") {
			better = "first"
		}
		if got := c.GetAttr("better").AsString(); got != better {
			t.Errorf("%s: better is the %s of a difference of %v", metric, got, want)
		}
		low, high := number(c.GetAttr("interval_low")), number(c.GetAttr("interval_high"))
		if low > want || high < want || c.GetAttr("significant").True() != (low > 0 || high < 0) {
			t.Errorf("%s: %v to %v, significant %#v", metric, low, high, c.GetAttr("significant"))
		}
	}
	for _, want := range []string{
		"| tickets | Correctness |", "Harmfulness (lower is better)", "```mermaid\n%%{init: ", "}%%\nxychart-beta horizontal\n",
	} {
		if markdown := data.GetAttr("markdown").AsString(); !strings.Contains(markdown, want) {
			t.Errorf("%q is not in %s", want, markdown)
		}
	}
	if !data.GetAttr("records").IsNull() {
		t.Error("there are records that nobody asked for")
	}
	for _, score := range data.GetAttr("scores").AsValueSlice() {
		of := lite[score.GetAttr("metric").AsString()]
		sum := 0.0
		for _, one := range of {
			sum += one
		}
		if mean := number(score.GetAttr("mean")); math.Abs(mean-sum/float64(len(of))) > 1e-9 {
			t.Errorf("%s: the mean is %v, want %v", score.GetAttr("metric").AsString(), mean, sum/float64(len(of)))
		}
	}
	acctest.OK(t, ws.Apply(t.Context(), config))
	if again := ws.Data("bedrock_evaluation_results.test"); !again.RawEquals(data) {
		t.Errorf("a refresh changes %#v to %#v", data, again)
	}
}

// While a job runs there is a status, and neither scores nor an error; and so it is when it has failed.
func TestEvaluationResults_ofAJobThatIsNotCompleted(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	jobs := judged("lite", "amazon.nova-lite-v1:0", "") + judged("micro", "amazon.nova-micro-v1:0", "")
	config := jobs + both
	is := func(want string) {
		t.Helper()
		data := ws.Data("bedrock_evaluation_results.test")
		if got := data.GetAttr("status").AsString(); got != want {
			t.Errorf("the status is %s, want %s", got, want)
		}
		for _, output := range []string{"scores", "comparisons", "markdown"} {
			if !data.GetAttr(output).IsNull() {
				t.Errorf("%s: %s is %#v", want, output, data.GetAttr(output))
			}
		}
	}
	acctest.OK(t, ws.Apply(t.Context(), config))
	is("InProgress")
	cloud.PutObject(t, "evaluation-data", "prompts.jsonl", `{"question":"no prompt"}`+"\n")
	cloud.Advance(time.Hour)
	acctest.OK(t, ws.Apply(t.Context(), `data "bedrock_evaluation_results" "test" { job_identifier = "`+
		ws.Object("bedrock_evaluation_job.lite").Attr("arn")+`" }`+jobs))
	is("Failed")
}

// Results that are gone are an error that says what to do, and none where that was done.
func TestEvaluationResults_thatAreGone(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	job := judged("lite", "amazon.nova-lite-v1:0", completed)
	acctest.OK(t, ws.Apply(t.Context(), job))
	arn := ws.Object("bedrock_evaluation_job.lite").Attr("arn")
	read := func(arguments string) string {
		return job + `data "bedrock_evaluation_results" "test" {
			job_identifier = "` + arn + `"
			` + arguments + `
		}`
	}
	client, err := cloud.Clients().S3(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	each(t, cloud, "results/lite/", func(key, body string) {
		cloud.PutObject(t, "evaluation-data", key, body[:len(body)-20])
		acctest.Refused(t, ws.Apply(t.Context(), read(`on_missing = "null"`)), key, "one that is cut", "line 40")
		_, err = client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String("evaluation-data"), Key: &key})
	})
	if err != nil {
		t.Fatal(err)
	}
	gone := func(status cty.Value) {
		t.Helper()
		acctest.Refused(t, ws.Apply(t.Context(), read("")), `on_missing = "null"`, arn)
		acctest.OK(t, ws.Apply(t.Context(), read(`on_missing = "null"`)))
		data := ws.Data("bedrock_evaluation_results.test")
		if !data.GetAttr("scores").IsNull() || !data.GetAttr("status").RawEquals(status) {
			t.Errorf("status %#v, scores %#v", data.GetAttr("status"), data.GetAttr("scores"))
		}
		if scores := ws.Object("bedrock_evaluation_job.lite").Value.GetAttr("scores"); scores.IsNull() || scores.LengthInt() != 2 {
			t.Errorf("the job has lost its scores: %#v", scores)
		}
	}
	gone(cty.StringVal("Completed"))
	jobs, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err == nil {
		_, err = jobs.BatchDeleteEvaluationJob(t.Context(), &bedrock.BatchDeleteEvaluationJobInput{JobIdentifiers: []string{arn}})
	}
	if err != nil {
		t.Fatal(err)
	}
	cloud.Advance(time.Minute)
	gone(cty.NullVal(cty.String))
	if n := cloud.Count("CreateEvaluationJob"); n != 1 {
		t.Errorf("%d jobs were started", n)
	}
}

// Two results below one prefix are refused, since a mean over both is of neither.
func TestEvaluationResults_ofTwoJobsInOneFolder(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	job := judged("lite", "amazon.nova-lite-v1:0", completed)
	acctest.OK(t, ws.Apply(t.Context(), job))
	id := ws.Object("bedrock_evaluation_job.lite").Attr("arn")
	id = id[strings.LastIndex(id, "/")+1:]
	each(t, cloud, "results/lite/", func(key, body string) {
		cloud.PutObject(t, "evaluation-data", strings.Replace(key, id, "another", 1), body)
	})
	config := job + `data "bedrock_evaluation_results" "test" { job_identifier = bedrock_evaluation_job.lite.arn }`
	acctest.OK(t, ws.Apply(t.Context(), config)) // the folder with the id of the job is its own
	each(t, cloud, "results/lite/"+id, func(key, body string) {
		cloud.PutObject(t, "evaluation-data", strings.Replace(key, id, "a-third", 1), body)
		client, err := cloud.Clients().S3(t.Context(), acctest.Region)
		if err == nil {
			_, err = client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String("evaluation-data"), Key: &key})
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	acctest.Refused(t, ws.Apply(t.Context(), config), "results of 2 jobs lie below one prefix", "a-third")
}

// People compare two models in one job; single records are there on request, and no more of them; who rated is nowhere.
func TestEvaluationResults_ofPeople(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	job := `resource "bedrock_evaluation_job" "people" {
	job_name = "people"
	role_arn = "arn:aws:iam::123456789012:role/AmazonBedrock-evaluation"
	evaluation_config = { human = {
		dataset_metric_configs = [{ task_type = "Custom", metric_names = ["Taste"],
			dataset = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } } }]
		human_workflow_config = { flow_definition_arn = "arn:aws:sagemaker:us-east-1:123456789012:flow-definition/people" }
		custom_metrics        = [{ name = "Taste", rating_method = "ComparisonChoice" }]
	} }
	inference_config = { models = [{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } },
		{ precomputed_inference_source = { inference_source_identifier = "mine" } }] }
	output_data_config = { s3_uri = "s3://evaluation-data/results/" }
}
`
	data := func(arguments string) string {
		return job + `data "bedrock_evaluation_results" "test" {
			job_identifier = bedrock_evaluation_job.people.arn
			` + arguments + `
		}`
	}
	acctest.OK(t, ws.Apply(t.Context(), job))
	cloud.Advance(72 * time.Hour)
	acctest.OK(t, ws.Apply(t.Context(), data("record_limit = 7")))
	read := ws.Data("bedrock_evaluation_results.test")
	comparisons := read.GetAttr("comparisons").AsValueSlice()
	if len(comparisons) != 1 || comparisons[0].GetAttr("first_model").AsString() != "amazon.nova-lite-v1:0" ||
		comparisons[0].GetAttr("second_model").AsString() != "mine" {
		t.Fatalf("got %#v", comparisons)
	}
	share := number(comparisons[0].GetAttr("first_mean")) + number(comparisons[0].GetAttr("second_mean"))
	if math.Abs(share-1) > 1e-9 {
		t.Errorf("the shares of two choices add up to %v", share)
	}
	records := read.GetAttr("records").AsValueSlice()
	if len(records) != 7 || !strings.HasPrefix(records[0].GetAttr("prompt").AsString(), "Where is order") {
		t.Errorf("%d records: %#v", len(records), records)
	}
	if text := fmt.Sprintf("%#v", read); strings.Contains(text, "worker") {
		t.Error("the ids of people are in the state")
	}
	acctest.OK(t, ws.Apply(t.Context(), data(`model_identifier = "mine"`)))
	first := ws.Data("bedrock_evaluation_results.test").GetAttr("comparisons").AsValueSlice()[0]
	if first.GetAttr("first_model").AsString() != "mine" {
		t.Errorf("the first model is %#v", first.GetAttr("first_model"))
	}
	acctest.Refused(t, ws.Apply(t.Context(), data(`model_identifier = "theirs"`)), `no scores of "theirs"`, "amazon.nova-lite-v1:0, mine")
}
