// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const (
	judge       = `evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }`
	precomputed = `{ precomputed_rag_source_config = { retrieve_and_generate_source_config = { rag_source_identifier = "mine" } } }`
)

// ragOf is the search of a knowledge base, with a filter.
func ragOf(filter string) string {
	if strings.HasPrefix(filter, "{") {
		filter = "filter = jsonencode(" + filter + ")"
	} else {
		filter = ""
	}
	return `{ rag_configs = [{ knowledge_base_config = { retrieve_config = {
		knowledge_base_id                      = "KB12345678"
		knowledge_base_retrieval_configuration = { vector_search_configuration = { number_of_results = 3
			` + filter + `
		} }
	} } }] }`
}

const address = "bedrock_evaluation_job.test"

func newWorkspace(t *testing.T) (*acctest.Cloud, *acctest.Workspace, string) {
	t.Helper()
	cloud := acctest.NewCloud(t)
	cloud.NewEvaluation(t)
	config, err := os.ReadFile("testdata/min.tf")
	if err != nil {
		t.Fatal(err)
	}
	ws := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.Of("evaluation"), provider.WithClock(acctest.NewClock(cloud)))
	return cloud, ws, string(config)
}

func set(t *testing.T, config string, arguments map[string]string) string {
	t.Helper()
	changed, err := acctest.SetArguments(config, "bedrock_evaluation_job", "test", arguments)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// files are the result files of all jobs, by key.
func files(t *testing.T, cloud *acctest.Cloud) map[string]string {
	t.Helper()
	client, err := cloud.Clients().S3(context.Background(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	out, err := client.ListObjectsV2(context.Background(), &s3.ListObjectsV2Input{
		Bucket: aws.String("evaluation-data"), Prefix: aws.String("results/"),
	})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, o := range out.Contents {
		if !strings.HasSuffix(*o.Key, "_output.jsonl") {
			continue
		}
		object, err := client.GetObject(context.Background(), &s3.GetObjectInput{Bucket: aws.String("evaluation-data"), Key: o.Key})
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for lines := bufio.NewScanner(object.Body); lines.Scan(); {
			text.WriteString(lines.Text() + "\n")
		}
		all[*o.Key] = text.String()
	}
	return all
}

// The scores of a completed job are those of its file, counted in another way; they are read once and stay when the file is gone.
func TestEvaluationJob_readsItsScoresOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws, config := newWorkspace(t)
	if diags := ws.Apply(ctx, config); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if scores := ws.Object(address).Value.GetAttr("scores"); !scores.IsNull() {
		t.Errorf("a job that is under way has scores: %#v", scores)
	}
	cloud.Advance(time.Hour)
	before := cloud.Count("GetObject")
	if diags := ws.RefreshOne(ctx, address); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if n := cloud.Count("GetObject") - before; n != 1 {
		t.Errorf("%d files were read, want 1", n)
	}
	want, n := 0.0, 0
	for _, file := range files(t, cloud) {
		for line := range strings.Lines(file) {
			var record struct {
				Automated struct {
					Scores []struct{ Result float64 }
				} `json:"automatedEvaluationResult"`
			}
			if err := json.Unmarshal([]byte(line), &record); err != nil {
				t.Fatal(err)
			}
			want += record.Automated.Scores[0].Result
			n++
		}
	}
	score := ws.Object(address).Value.GetAttr("scores").AsValueSlice()[0]
	mean, _ := score.GetAttr("mean").AsBigFloat().Float64()
	if n != 40 || math.Abs(mean-want/float64(n)) > 1e-9 {
		t.Errorf("the mean is %v, want %v of %d records", mean, want/float64(n), n)
	}
	if measure := score.GetAttr("measure").AsString(); measure != "NLP-F1" {
		t.Errorf("the measure is %s", measure)
	}
	before = cloud.Count("GetObject")
	if diags := ws.RefreshOne(ctx, address); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if n := cloud.Count("GetObject") - before; n != 0 {
		t.Errorf("%d files were read again", n)
	}
	if plan := ws.Plan(ctx, config); plan.Errors() != "" || !plan.Empty() {
		t.Errorf("the plan is not empty: %s", plan.Errors())
	}
}

// A combination that AWS takes no job of is refused before one is made.
func TestEvaluationJob_refusesAtPlan(t *testing.T) {
	t.Parallel()
	cloud, ws, config := newWorkspace(t)
	model := `{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } }`
	sets := func(metric string) string {
		return `dataset_metric_configs = [{ task_type = "Custom", metric_names = ["` + metric + `"],
			dataset = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } } }]`
	}
	people := func(metric string) string {
		return `{ human = { ` + sets(metric) + `
			human_workflow_config = { flow_definition_arn = "arn:aws:sagemaker:us-east-1:123456789012:flow-definition/people" }
			custom_metrics        = [{ name = "Taste", rating_method = "ComparisonChoice" }]
		} }`
	}
	for name, test := range map[string]struct {
		arguments map[string]string
		want      string
	}{
		"two models": {map[string]string{"inference_config": `{ models = [` + model + `, ` + model + `] }`}, "An automated job " +
			"evaluates one model"},
		"no judge": {
			map[string]string{"evaluation_config": `{ automated = { ` + sets("Builtin.Correctness") + ` } }`},
			"evaluator_model_config must name one",
		},
		"own metric":        {map[string]string{"evaluation_config": `{ automated = { ` + sets("Accuracy") + ` } }`}, "begin with Builtin."},
		"one model":         {map[string]string{"evaluation_config": people("Taste")}, "compares the answers of two models"},
		"people's metric":   {map[string]string{"evaluation_config": people("Smell")}, "none of the names in custom_metrics"},
		"upper case":        {map[string]string{"job_name": `"Tickets"`}, `"T" at position 1 is not allowed. AWS takes small letters`},
		"rag without judge": {map[string]string{"inference_config": ragOf("")}, "A knowledge base is evaluated by a judge"},
		"rag and people":    {map[string]string{"inference_config": ragOf(""), "evaluation_config": people("Taste")}, "People evaluate models"},
		"both": {
			map[string]string{"inference_config": `{ models = [` + model + `], rag_configs = [` + precomputed + `] }`}, "rag_configs",
		},
		"wrong filter": {map[string]string{"inference_config": ragOf(`{ equal = { key = "a", value = "b" } }`)}, "filter must be one " +
			"filter"},
		"no sources": {map[string]string{"inference_config": `{ rag_configs = [{ knowledge_base_config = { retrieve_and_generate_config = {
			type                         = "EXTERNAL_SOURCES"
			knowledge_base_configuration = {
				knowledge_base_id = "KB12345678"
				model_arn         = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
			}
		} } }] }`, "evaluation_config": `{ automated = { ` +
			strings.ReplaceAll(sets("Builtin.Correctness"), "Custom", "General") + "\n" + judge + ` } }`},
			"there must be external_sources_configuration"},
		"region": {map[string]string{"inference_config": `{ models = [{ bedrock_model = {
			model_identifier = "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0" } }] }`}, `Set region = "us-west-2"`},
		"no model": {map[string]string{"inference_config": `{ models = [{ bedrock_model = { model_identifier = "amazon.nova-light-v1:0" } }] }`},
			"Spelled alike are amazon.nova-lite-v1:0"},
	} {
		if errors := ws.Plan(t.Context(), set(t, config, test.arguments)).Errors(); !strings.Contains(errors, test.want) {
			t.Errorf("%s: %q is not in %s", name, test.want, errors)
		}
	}
	if n := cloud.Count("CreateEvaluationJob"); n != 0 {
		t.Errorf("%d jobs were created", n)
	}
}

// What AWS may know better is a warning that says what was probably meant.
func TestEvaluationJob_warnsAtPlan(t *testing.T) {
	t.Parallel()
	_, ws, config := newWorkspace(t)
	automated := func(task, dataset, metrics, judge string) map[string]string {
		return map[string]string{"evaluation_config": `{ automated = {
			dataset_metric_configs = [{ task_type = "` + task + `", dataset = { name = "` + dataset + `" }, metric_names = [` + metrics + `] }]
			` + judge + `
		} }`}
	}
	evaluated := func(model string) map[string]string {
		return map[string]string{"inference_config": `{ models = [{ bedrock_model = { model_identifier = "` + model + `" } }] }`}
	}
	for name, test := range map[string]struct {
		arguments map[string]string
		want      string
	}{
		"nothing":         {automated("Summarization", "Builtin.Gigaword", `"Builtin.Accuracy"`, ""), ""},
		"metric":          {automated("General", "Builtin.Gigaword", `"Builtin.Corectness"`, judge), "Spelled alike is Builtin.Correctness."},
		"data set":        {automated("Summarization", "Builtin.Gigawords", `"Builtin.Accuracy"`, ""), "Spelled alike is Builtin.Gigaword."},
		"letters":         {automated("Generation", "Builtin.T-REx", `"Builtin.Accuracy"`, ""), ""},
		"judge of a task": {automated("Summarization", "Builtin.Gigaword", `"Builtin.Correctness"`, judge), "takes the task type General"},
		"many metrics": {automated("General", "Builtin.Gigaword",
			`"Builtin.Correctness", "Builtin.Completeness", "Builtin.Coherence", "Builtin.Refusal"`, judge), "AWS's default quota is 3 metrics"},
		"metric of a task": {automated("Classification", "Builtin.WomensEcommerceClothingReviews", `"Builtin.Toxicity"`, ""),
			"The task type Classification has no"},
		"no algorithm": {automated("General", "Builtin.Gigaword", `"Builtin.Accuracy"`, judge),
			"The task type General has no Builtin.Accuracy"},
		"metric without judge": {automated("Generation", "Builtin.Bold", `"Builtin.Toxisity"`, ""), "Spelled alike is Builtin.Toxicity."},
		"no access":            {evaluated("cohere.embed-v4:0"), "has no access to cohere.embed-v4:0 in us-east-1"},
		"profile":              {evaluated("us.amazon.nova-lite-v1:0"), ""},
	} {
		plan := ws.Plan(t.Context(), set(t, config, test.arguments))
		if warnings := plan.Warnings(); plan.Errors() != "" || !strings.Contains(warnings, test.want) || (warnings == "") != (test.want == "") {
			t.Errorf("%s: %q is not in %s %s", name, test.want, warnings, plan.Errors())
		}
		if n := len(plan.Diagnostics); test.want != "" && n != 1 {
			t.Errorf("%s: %d warnings, want one: %s", name, n, plan.Warnings())
		}
	}
}

// A data set that this provider wrote says how many prompts it has, so that a plan can tell that there are too many; whatever else lies in
// S3, and what is not there yet, is not read.
func TestEvaluationJob_warnsOfManyPrompts(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	cloud := acctest.NewCloud(t)
	cloud.NewEvaluation(t)
	config, err := os.ReadFile("testdata/min.tf")
	if err != nil {
		t.Fatal(err)
	}
	ws := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.Of("evaluation", "wiring"))
	file := filepath.Join(t.TempDir(), "prompts.jsonl")
	write := func(records int) string {
		var lines strings.Builder
		for i := range records {
			fmt.Fprintf(&lines, `{"prompt":"Where is order %d?","referenceResponse":"It left."}`+"\n", i)
		}
		if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf(`resource "bedrock_dataset" "prompts" {
			bucket = "evaluation-data"
			key    = "written.jsonl"
			source = %q
			format = "evaluation_prompts"
		}`+"\n", file)
	}
	job := strings.ReplaceAll(string(config), "prompts.jsonl", "written.jsonl")
	warnings := func(config string) string {
		t.Helper()
		plan := ws.Plan(ctx, config)
		if plan.Errors() != "" {
			t.Fatal(plan.Errors())
		}
		return plan.Warnings()
	}
	if got := warnings(string(config)); got != "" {
		t.Errorf("of an object of somebody else: %s", got)
	}
	if got := warnings(job); got != "" {
		t.Errorf("of an object that is not there yet: %s", got)
	}
	for records, want := range map[int]string{1000: "", 1001: "s3://evaluation-data/written.jsonl now holds 1001 records"} {
		set := write(records)
		if diags := ws.Apply(ctx, set); diags.Errors() != "" {
			t.Fatal(diags.Errors())
		}
		if got := warnings(set + job); !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%d records: %q", records, got)
		}
	}
}

// People rate two models, one of which answers from the data set; the scores are there for both.
func TestEvaluationJob_byPeople(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws, config := newWorkspace(t)
	config = set(t, config, map[string]string{
		"evaluation_config": `{ human = {
			dataset_metric_configs = [{ task_type = "Custom", metric_names = ["Taste", "Depth"],
				dataset = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } } }]
			human_workflow_config = { flow_definition_arn = "arn:aws:sagemaker:us-east-1:123456789012:flow-definition/people" }
			custom_metrics = [{ name = "Taste", rating_method = "ComparisonChoice" }, { name = "Depth", rating_method = "IndividualLikertScale" }]
		} }`,
		"inference_config": `{ models = [{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } },
			{ precomputed_inference_source = { inference_source_identifier = "mine" } }] }`,
	})
	if diags := ws.Apply(ctx, config); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	cloud.Advance(72 * time.Hour)
	if diags := ws.RefreshOne(ctx, address); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if scores := ws.Object(address).Value.GetAttr("scores").AsValueSlice(); len(scores) != 4 {
		t.Errorf("%d scores, want one of each model and metric", len(scores))
	}
	if diags := ws.Destroy(ctx); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	cloud.Advance(time.Minute)
	for _, object := range cloud.Objects() {
		if object.Type == "evaluation-job" {
			t.Errorf("left behind: %v", object)
		}
	}
}

// A knowledge base, and answers of one that are there already, are judged, read and imported as they were configured.
func TestEvaluationJob_ofAKnowledgeBase(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, test := range map[string]struct{ rag, model, metric string }{
		"search": {ragOf(`{ andAll = [{ equals = { key = "a", value = "b" } }, { greaterThan = { key = "year", value = 2024 } }] }`),
			"KB12345678", "Builtin.ContextRelevance"},
		"answers": {`{ rag_configs = [` + precomputed + `] }`, "mine", "Builtin.LogicalCoherence"},
	} {
		_, ws, config := newWorkspace(t)
		config = set(t, config, map[string]string{
			"wait_for": `"completed"`, "inference_config": test.rag,
			"evaluation_config": `{ automated = {
				dataset_metric_configs = [{ task_type = "General", metric_names = ["` + test.metric + `"],
					dataset = { name = "questions", dataset_location = { s3_uri = "s3://evaluation-data/conversations.jsonl" } } }]
				` + judge + `
			} }`,
		})
		plan := ws.Plan(ctx, config)
		if plan.Errors() != "" || plan.Warnings() != "" {
			t.Errorf("%s: %s %s", name, plan.Errors(), plan.Warnings())
		}
		if diags := ws.Apply(ctx, config); diags.Errors() != "" {
			t.Fatal(diags.Errors())
		}
		job := ws.Object(address)
		if kind := job.Attr("application_type"); kind != "RagEvaluation" {
			t.Errorf("%s: the application type is %s", name, kind)
		}
		scores := job.Value.GetAttr("scores").AsValueSlice()
		if len(scores) != 1 || scores[0].GetAttr("model").AsString() != test.model || scores[0].GetAttr("metric").AsString() != test.metric {
			t.Errorf("%s: the scores are %#v", name, scores)
		}
		if plan := ws.Plan(ctx, config); plan.Errors() != "" || !plan.Empty() {
			t.Errorf("%s: the plan is not empty: %s", name, plan.Errors())
		}
	}
}
