// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package datasetcheck_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const address = "bedrock_dataset_check.test"

// talk is a record of the format conversation.
const talk = `{"schemaVersion":"x","messages":[{"role":"user","content":[{"text":"a"}]},{"role":"assistant","content":[{"text":"b"}]}]}`

// nowhere is a provider without credentials and without a region.
func nowhere(t *testing.T) *acctest.Workspace {
	t.Helper()
	return acctest.NewWorkspace(t, acctest.ProviderConfig{}, registry.Of("wiring"))
}

func check(arguments string) string {
	return "data \"bedrock_dataset_check\" \"test\" {\n" + arguments + "\n}\n"
}

// file is a check of a file with the given content, and its path.
func file(t *testing.T, content, arguments string) (config, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "train.jsonl")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return check(fmt.Sprintf("source = %q\n", path) + arguments), path
}

func plain(t *testing.T, v cty.Value) map[string]any {
	t.Helper()
	text, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		t.Fatal(err)
	}
	var value map[string]any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestDatasetCheck_tellsWhatADataSetHolds(t *testing.T) {
	t.Parallel()
	w := nowhere(t)
	pair := `{"prompt":"Where is shelf 3?","completion":"On floor 1."}` + "\n"
	config, path := file(t, pair+pair+`{"prompt":"a","completion":"b"}`+"\n", `base_model_identifier = "amazon.titan-text-express-v1:0:8k"`)
	acctest.ApplyInSilence(t, w, config)
	got := plain(t, w.Data(address))
	delete(got, "sha256")
	want := map[string]any{
		"source": path, "records": nil, "base_model_identifier": "amazon.titan-text-express-v1:0:8k", "on_problems": nil,
		"format": "prompt_completion", "used_for": "training", "valid": true,
		"record_count": 3.0, "invalid_record_count": 0.0, "size_bytes": 148.0, "token_estimate": 10.0,
		"longest_record_tokens": 5.0, "longest_record_line": 1.0, "duplicate_record_count": 1.0,
		"image_count": 0.0, "video_count": 0.0, "document_count": 0.0,
		"problems": []any{}, "warnings": []any{}, "mends": []any{}, "doubts": []any{"1 record repeated word for word"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Every format is told by its first record.
func TestDatasetCheck_findsTheFormat(t *testing.T) {
	t.Parallel()
	w := nowhere(t)
	for format, record := range map[string]string{
		"prompt_completion":      `{"prompt":"a","completion":"b"}`,
		"conversation":           talk,
		"claude_messages":        `{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}`,
		"image_caption":          `{"image-ref":"s3://b/k.png","caption":"a"}`,
		"continued_pre_training": `{"input":"a"}`,
		"distillation":           `{"schemaVersion":"x","messages":[{"role":"user","content":[{"text":"a"}]}]}`,
		"reinforcement":          `{"messages":[{"role":"user","content":"a"}],"reference_answer":"b"}`,
		"evaluation_prompts":     `{"prompt":"a","category":"b"}`,
		"evaluation_responses":   `{"prompt":"a","modelResponses":[{"response":"b","modelIdentifier":"m"}]}`,
		"rag_evaluation":         `{"conversationTurns":[{"prompt":{"content":[{"text":"a"}]}}]}`,
		"batch_records":          `{"recordId":"R1","modelInput":{"a":1}}`,
	} {
		config, _ := file(t, record+"\n", "")
		acctest.OK(t, w.Apply(t.Context(), config))
		if got := plain(t, w.Data(address))["format"]; got != format {
			t.Errorf("%s is taken for %v", format, got)
		}
	}
	config, _ := file(t, `{"id":1}`+"\n", "")
	acctest.Refused(t, w.Apply(t.Context(), config), "none of the formats", "line 1")
}

func TestDatasetCheck_stopsOrReports(t *testing.T) {
	t.Parallel()
	w := nowhere(t)
	const secret = "the customer's name is Mallory"
	bad := strings.Repeat(`{"prompt":"`+secret+`","completion":null}`+"\n", 3) + `{"prompt":"a","completion":"b"}` + "\n"
	config, _ := file(t, bad, `format = "prompt_completion"`)
	diags := w.Apply(t.Context(), config)
	acctest.Refused(t, diags, "a fine-tuning job would refuse it (3 problems in 3 of 4 records)", "line 1", "is null", "(3 times)",
		"jq -c", `AttributeName("source")`)
	if strings.Contains(diags.Errors(), secret) {
		t.Errorf("the error quotes a record: %s", diags.Errors())
	}
	config, path := file(t, bad, "format = \"prompt_completion\"\non_problems = \"warn\"")
	diags = w.Apply(t.Context(), config)
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), "3 problems")
	got := plain(t, w.Data(address))
	want := []any{map[string]any{
		"line": 1.0, "column": float64(len(`{"prompt":"`+secret+`","completion":`) + 1), "field": "completion",
		"rule": "is null, and must be a string", "count": 3.0,
	}}
	if diff := cmp.Diff(want, got["problems"]); diff != "" || got["valid"] != false || got["invalid_record_count"] != 3.0 {
		t.Errorf("valid %v, %v invalid: %s", got["valid"], got["invalid_record_count"], diff)
	}
	mends, _ := json.Marshal(got["mends"])
	if !strings.Contains(string(mends), filepath.Dir(path)) {
		t.Errorf("the command is not about the file: %s", mends)
	}
	acctest.Refused(t, w.Apply(t.Context(), check(`source = "no-such-file.jsonl"`)), "does not exist")
	acctest.Refused(t, w.Apply(t.Context(), check(`records = ["no JSON"]`)), "record 1")
	acctest.Refused(t, w.Apply(t.Context(), check("records = [\"{}\"]\nsource = \"a\"")), "is required")
	acctest.Refused(t, w.Apply(t.Context(), check("source = \"a\"\nformat = \"csv\"")), "must be one of")
}

// What a model takes is judged by its family; of one without rules that is said.
func TestDatasetCheck_doubts(t *testing.T) {
	t.Parallel()
	w := nowhere(t)
	for arguments, want := range map[string]string{
		`base_model_identifier = "amazon.nova-2-lite-v1:0:256k"`:                              "at least 8",
		"base_model_identifier = \"amazon.nova-2-lite-v1:0:256k\"\nused_for = \"validation\"": "takes none",
		`base_model_identifier = "nobody.knows-v1:0"`:                                         "nothing is known here",
		`format = "distillation"`:                                                             "at least 100",
		`base_model_identifier = "cohere.command-text-v14:7:4k"`:                              "the format prompt_completion",
	} {
		config, _ := file(t, talk+"\n", arguments)
		acctest.OK(t, w.Apply(t.Context(), config))
		if doubts := fmt.Sprint(plain(t, w.Data(address))["doubts"]); !strings.Contains(doubts, want) {
			t.Errorf("%s: %s, want %s", arguments, doubts, want)
		}
	}
}

// An evaluation takes a thousand prompts of a data set, whatever it evaluates.
func TestDatasetCheck_doubtsManyPrompts(t *testing.T) {
	t.Parallel()
	w := nowhere(t)
	for format, record := range map[string]string{
		"evaluation_prompts":   `{"prompt":"%d"}`,
		"evaluation_responses": `{"prompt":"%d","modelResponses":[{"response":"b","modelIdentifier":"m"}]}`,
		"rag_evaluation":       `{"conversationTurns":[{"prompt":{"content":[{"text":"%d"}]}}]}`,
	} {
		var lines strings.Builder
		for i := range 1001 {
			fmt.Fprintf(&lines, record+"\n", i)
		}
		for content, want := range map[string]string{
			lines.String(): "[the data set: 1001 records, and an evaluation job takes at most 1000]",
			lines.String()[:strings.LastIndex(strings.TrimSpace(lines.String()), "\n")+1]: "[]",
		} {
			config, _ := file(t, content, fmt.Sprintf("format = %q", format))
			acctest.OK(t, w.Apply(t.Context(), config))
			if doubts := fmt.Sprint(plain(t, w.Data(address))["doubts"]); doubts != want {
				t.Errorf("%s: %s, want %s", format, doubts, want)
			}
		}
	}
}

// It works in a pipeline that has no credentials and no region, with the real Terraform.
func TestDatasetCheck_needsNoAWS(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	config, _ := file(t, `{"input":"a"}`+"\n", "")
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": `terraform {
  required_providers { bedrock = { source = "terraform-provider-bedrock/bedrock" } }
}
provider "bedrock" {}
` + config})
	for _, name := range []string{
		"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE",
	} {
		tf.Setenv(name, "")
	}
	tf.Init().OK(t)
	tf.Plan().OK(t)
	if n := len(cloud.Journal()); n != 0 {
		t.Errorf("%d requests", n)
	}
}
