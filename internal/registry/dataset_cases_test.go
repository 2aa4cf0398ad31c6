// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// The base models of the cases.
const (
	novaMicro = "amazon.nova-micro-v1:0:128k"
	nova2Lite = "amazon.nova-2-lite-v1:0:256k"
	llama     = "meta.llama3-3-70b-instruct-v1:0:128k" // text only
	haiku     = "anthropic.claude-3-haiku-20240307-v1:0:200k"
)

const wouldRefuse = "a fine-tuning job would refuse it"

// datasetCase is a file of testdata/datasets, as people bring them, and what its plan must say.
type datasetCase struct {
	file, model string
	// refused are parts of the error, and warned of the warnings. With neither the plan says nothing at all.
	refused, warned []string
	// told are parts of one or the other.
	told []string
	// never are texts that neither may say; what they say besides does not matter.
	never []string
}

func datasetCases() map[string]datasetCase {
	return map[string]datasetCase{
		"sound": {file: "sound", model: novaMicro},

		// A family that trains on more than others do.
		"document for Nova 2":     {file: "document", model: nova2Lite},
		"reasoning for Nova 2":    {file: "reasoning", model: nova2Lite},
		"tools for Nova 2":        {file: "tools", model: nova2Lite, warned: []string{"might"}},
		"two records for Nova 2":  {file: "two-records", model: nova2Lite, warned: []string{"at least 8"}},
		"two records for Nova":    {file: "two-records", model: novaMicro, warned: []string{"at least 8"}},
		"document for Nova":       {file: "document", model: novaMicro, refused: []string{"document"}},
		"reasoning for Nova":      {file: "reasoning", model: novaMicro, refused: []string{"reasoningContent"}},
		"tools for Nova":          {file: "tools", model: novaMicro, refused: []string{"tool"}},
		"images for a text model": {file: "image", model: novaMicro, told: []string{"image", novaMicro}},
		"images for a Llama":      {file: "image", model: llama, told: []string{"image", llama}},
		"reserved word for Nova": {
			file: "reserved-word", model: novaMicro, refused: []string{"User:"},
		},
		"reserved word for a Llama": {
			file: "reserved-word", model: llama, never: []string{"User:"},
		},

		// What the pages leave open.
		"other schemaVersion": {
			file: "other-schema-version", model: novaMicro,
		},
		"no schemaVersion": {
			file: "no-schema-version", model: novaMicro, warned: []string{"schemaVersion"},
		},
		"null system": {file: "null-system", model: novaMicro, told: []string{"null", "jq"}},

		// Data of another job or another family.
		"Claude 3": {
			file: "claude-3", model: haiku, never: []string{wouldRefuse},
		},
		"distillation": {
			file: "distillation", never: []string{wouldRefuse},
		},
		"reinforcement fine-tuning": {
			file: "reinforcement", never: []string{wouldRefuse},
		},

		// What it looks like, and the command that mends it.
		"JSON array":     {file: "array", model: novaMicro, refused: []string{"jq -c '.[]'"}},
		"pretty-printed": {file: "pretty", model: novaMicro, refused: []string{"jq -c ."}},
		"Python's repr":  {file: "python", model: novaMicro, refused: []string{"double quotes"}},
		"plain content": {
			file: "plain-content", model: novaMicro, refused: []string{`[{"text": "`},
		},
		"prompts": {
			file: "prompt-completion", model: novaMicro, refused: []string{"prompt_completion"},
		},
	}
}

// What people bring is judged by the model it is for, and told in the words that help them.
func TestDatasetCases_planSaysWhatHelps(t *testing.T) {
	t.Parallel()
	for name, c := range datasetCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.All())
			c.judge(t, w.PlanOnly(t.Context(), c.config()))
		})
	}
}

func (c datasetCase) config() string {
	model := ""
	if c.model != "" {
		model = "\n  base_model_identifier = \"" + c.model + "\""
	}
	return `resource "bedrock_dataset" "test" {
  bucket = "library-training"
  key    = "train.jsonl"
  format = "conversation"
  source = "` + c.path() + `"` + model + `
}
`
}

func (c datasetCase) path() string { return "testdata/datasets/" + c.file + ".jsonl" }

func (c datasetCase) judge(t testing.TB, plan acctest.Plan) {
	t.Helper()
	says := func(text string, parts ...string) {
		t.Helper()
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("not said: %s\n%s", part, text)
			}
		}
	}
	unnamed := strings.NewReplacer(c.path(), "FILE") // whose name may hold what must be said
	errors, warnings := unnamed.Replace(plan.Errors()), unnamed.Replace(plan.Warnings())
	all := errors + warnings
	says(errors, c.refused...)
	says(all, c.told...)
	for _, text := range c.never {
		if strings.Contains(all, text) {
			t.Errorf("said: %s\n%s", text, all)
		}
	}
	if c.refused == nil && c.told == nil && c.never == nil {
		if errors != "" {
			t.Fatal(errors)
		}
		says(warnings, c.warned...)
		if c.warned == nil && warnings != "" {
			t.Error(warnings)
		}
	}
}

// A rule that every record breaks is told once, with its count, so that another one is not crowded out.
func TestDatasetCases_tellEachRuleOnce(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.All())
	errors := w.PlanOnly(t.Context(), datasetCase{file: "plain-content", model: novaMicro}.config()).Errors()
	if n := strings.Count(errors, "\n- "); n < 1 || n > 2 {
		t.Fatalf("%d rules told, want 1 or 2:\n%s", n, errors)
	}
	if !strings.Contains(errors, "20") {
		t.Errorf("the count of the records is missing:\n%s", errors)
	}
}

// The job of the simulator takes and refuses the same files as AWS's do, so that what the plan says of them can be tried.
func TestDatasetCases_jobAgrees(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file, model string
		trains      bool
	}{
		"sound":                  {file: "sound", model: novaMicro, trains: true},
		"document for Nova 2":    {file: "document", model: nova2Lite, trains: true},
		"reasoning for Nova 2":   {file: "reasoning", model: nova2Lite, trains: true},
		"tools for Nova 2":       {file: "tools", model: nova2Lite, trains: true},
		"two records for Nova 2": {file: "two-records", model: nova2Lite},
		"document for Nova":      {file: "document", model: novaMicro},
		"reasoning for Nova":     {file: "reasoning", model: novaMicro},
		"tools for Nova":         {file: "tools", model: novaMicro},
		"reserved word for Nova": {file: "reserved-word", model: novaMicro},
		"plain content":          {file: "plain-content", model: novaMicro},
		"JSON array":             {file: "array", model: novaMicro},
		"images for a text model": {
			file: "image", model: novaMicro,
		},
		"other schemaVersion": {
			file: "other-schema-version", model: novaMicro, trains: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if trains, why := train(t, c.file, c.model); trains != c.trains {
				t.Errorf("the job was %s: %s", map[bool]string{true: "accepted", false: "refused"}[trains], why)
			}
		})
	}
}

// One table judges both: what the check of a data set takes, a job takes.
func TestDatasetCases_jobAndPlanAgreeOnAnEmptySystemPrompt(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.All())
	plan := w.PlanOnly(t.Context(), datasetCase{file: "empty-system", model: novaMicro}.config())
	trains, why := train(t, "empty-system", novaMicro)
	if accepted := plan.Errors() == ""; accepted != trains {
		t.Errorf("the plan and the job contradict each other: %q, %q", plan.Errors(), why)
	}
}

// train starts a job on a file and reports whether it passed the validation of its data, or why not.
func train(t testing.TB, file, model string) (trains bool, why string) {
	t.Helper()
	text, err := os.ReadFile(datasetCase{file: file}.path())
	if err != nil {
		t.Fatal(err)
	}
	cloud := acctest.NewCloud(t)
	// Images and documents must be in the bucket of the data set.
	training := cloud.NewTrainingWith(t, strings.ReplaceAll(string(text), "s3://library-training/", "s3://training-data/"))
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	name, output := "library", "s3://"+training.Bucket+"/output/"
	_, err = client.CreateModelCustomizationJob(t.Context(), &bedrock.CreateModelCustomizationJobInput{
		JobName: &name, CustomModelName: &name, BaseModelIdentifier: &model, RoleArn: &training.RoleARN,
		TrainingDataConfig: &types.TrainingDataConfig{S3Uri: &training.DataURI},
		OutputDataConfig:   &types.OutputDataConfig{S3Uri: &output},
	})
	if err != nil {
		t.Fatal(err)
	}
	cloud.Advance(2 * time.Hour)
	job, err := client.GetModelCustomizationJob(t.Context(), &bedrock.GetModelCustomizationJobInput{JobIdentifier: &name})
	if err != nil {
		t.Fatal(err)
	}
	if job.FailureMessage != nil {
		why = *job.FailureMessage
	}
	return job.Status == types.ModelCustomizationJobStatusCompleted, why
}
