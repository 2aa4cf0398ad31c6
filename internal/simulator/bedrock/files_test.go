// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// trainedWith are a kind of job that reads a format, and a model of it where the table names none.
func trainedWith() map[string]struct{ kind, model string } {
	return map[string]struct{ kind, model string }{
		"prompt_completion":      {fineTuning, "cohere.command-text-v14:7:4k"},
		"conversation":           {fineTuning, "amazon.nova-micro-v1:0:128k"},
		"claude_messages":        {fineTuning, "anthropic.claude-3-haiku-20240307-v1:0:200k"},
		"image_caption":          {fineTuning, "amazon.titan-image-generator-v1:0"},
		"continued_pre_training": {continuedPreTraining, "amazon.titan-text-express-v1:0:8k"},
		"distillation":           {distillation, "amazon.nova-micro-v1:0:128k"},
		"reinforcement":          {reinforcementFineTuning, "amazon.nova-2-lite-v1:0:256k"},
	}
}

// The table is that of the check of data sets, with which this package shares no code: whole files, as people bring them. A job
// trains on what the check accepts, and fails on what it refuses; where the two differ, the table says why.
func TestJobs_agreeWithTheTableOfFiles(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../dataset/testdata/files.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for row := range bytes.Lines(text) {
		var file struct{ Name, File, Format, Model, Check, Job, Why string }
		if err := json.Unmarshal(row, &file); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join("../../dataset/testdata/files", file.File))
		if err != nil {
			t.Fatal(err)
		}
		agrees := file.Check == "accepts" && file.Job == "trains" || file.Check == "refuses" && file.Job == "fails"
		if !agrees && file.Why == "" {
			t.Errorf("%s: the check %s what the job %s, and the table says not why", file.Name, file.Check, file.Job)
		}
		t.Run(file.Name, func(t *testing.T) {
			t.Parallel()
			failure := readAsJob(t, file.Format, file.Model, data)
			if (failure == nil) != (file.Job == "trains") {
				t.Errorf("the job %s: %v", file.Job, failure)
			}
		})
	}
}

// readAsJob reads a file as a job does that the format is for, and returns its failure message.
func readAsJob(t *testing.T, format, model string, data []byte) error {
	t.Helper()
	objects := oneObject{key: "train.jsonl", data: data}
	const uri = "s3://" + oneBucket + "/train.jsonl"
	trained, trains := trainedWith()[format]
	switch {
	case format == "batch_records":
		job := &invocationJob{kind: "Converse"}
		decodeInput(t, &job.input, `{"inputDataConfig":{"s3InputDataConfig":{"s3Uri":%q}}}`, uri)
		_, err := job.readBatch(objects)
		return err
	case !trains:
		job := &evaluationJob{}
		decodeInput(t, &job.input, `{"inferenceConfig":`+inferenceFor(format, data)+`,"evaluationConfig":{"automated":{"datasetMetricConfigs":`+
			`[{"dataset":{"name":"x","datasetLocation":{"s3Uri":%q}}}]}}}`, uri)
		_, err := job.prompts(objects, job.input.datasets()[0])
		return err
	}
	job := &customizationJob{kind: trained.kind, base: baseOfARN(t, cmp.Or(model, trained.model))}
	decodeInput(t, &job.input, `{"trainingDataConfig":{"s3Uri":%q}}`, uri)
	return job.readData(objects)
}

// inferenceFor judges the first source of answers that a data set has, or asks a model or a knowledge base.
func inferenceFor(format string, data []byte) string {
	first := func(member string) string {
		_, rest, _ := strings.Cut(string(data), `"`+member+`":"`)
		identifier, _, _ := strings.Cut(rest, `"`)
		return strings.ReplaceAll(identifier, " ", "-") // which is as near as a request can come to it
	}
	switch {
	case format == "evaluation_responses":
		return fmt.Sprintf(`{"models":[{"precomputedInferenceSource":{"inferenceSourceIdentifier":%q}}]}`, first("modelIdentifier"))
	case format == "rag_evaluation" && bytes.Contains(data, []byte(`"output"`)):
		return fmt.Sprintf(`{"ragConfigs":[{"precomputedRagSourceConfig":{"retrieveSourceConfig":{"ragSourceIdentifier":%q}}}]}`,
			cmp.Or(first("knowledgeBaseIdentifier"), "ours"))
	case format == "rag_evaluation":
		return `{"ragConfigs":[{"knowledgeBaseConfig":{"retrieveConfig":{"knowledgeBaseId":"KB12345678"}}}]}`
	}
	return `{"models":[{"bedrockModel":{"modelIdentifier":"amazon.nova-lite-v1:0"}}]}`
}

func decodeInput(t *testing.T, input any, format string, values ...any) {
	t.Helper()
	if err := json.Unmarshal(fmt.Appendf(nil, format, values...), input); err != nil {
		t.Fatal(err)
	}
}

// baseOfARN is the model of an id, or of the ARN of a model or of what was made from it.
func baseOfARN(t *testing.T, identifier string) *foundationModel {
	t.Helper()
	models := loadCatalogue().Models
	at := slices.IndexFunc(models, func(m foundationModel) bool { return m.Training != nil && strings.Contains(identifier, m.ID) })
	if at < 0 {
		t.Fatalf("there is no %s to train", identifier)
	}
	return &models[at]
}

const oneBucket = "wiring-dataset-bucket" // as the images of the table are in

// oneObject is a bucket with one object.
type oneObject struct {
	key  string
	data []byte
}

var _ core.ObjectStore = oneObject{}

func (o oneObject) Bucket(string) (account, region string, err error) {
	return "123456789012", "us-east-1", nil
}

func (o oneObject) Open(_, key string) (io.ReadCloser, int64, error) {
	if key != o.key {
		return nil, 0, core.ErrNoSuchKey
	}
	return io.NopCloser(bytes.NewReader(o.data)), int64(len(o.data)), nil
}

func (o oneObject) Put(string, string, []byte) error { return errors.New("nothing is written") }

func (o oneObject) Keys(string, string) ([]string, error) { return []string{o.key}, nil }

func (o oneObject) Origins(string) []string { return nil }
