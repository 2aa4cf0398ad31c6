// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestDataset_refusesBadRecordsAtPlan(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	const secret = "the customer's name is Mallory"
	config, _ := fromFile(t, oneRecord+`{"prompt": "`+secret+`"}`+"\n"+`{"prompt": "x", "completion": 7}`+"\n")
	diags := w.Plan(t.Context(), config).Diagnostics
	acctest.Refused(t, diags, "a fine-tuning job would refuse it", "line 2", "line 3", "completion", "2 problems", `AttributeName("source")`)
	if strings.Contains(fmt.Sprint(diags.Errors(), diags.Warnings()), secret) {
		t.Errorf("the error quotes a record: %s", diags.Errors())
	}
	acctest.Refused(t, w.Plan(t.Context(), withDataset(`records = ["{\"prompt\": \"x\"}"]`)).Diagnostics, "line 1", `AttributeName("records")`)
	acctest.Refused(t, w.Plan(t.Context(), withDataset(`records = ["no JSON"]`)).Diagnostics, "record 1", `AttributeName("records")`)
	acctest.Refused(t, w.Plan(t.Context(), withDataset(`source = "."`)).Diagnostics, "not a regular file")
	if n := uploads(cloud) + cloud.Count("HeadObject"); n != 0 {
		t.Errorf("%d requests about a data set that is not valid", n)
	}
}

func TestDataset_refusesBadArgumentsAtPlan(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for _, c := range []struct{ arguments, want string }{
		{``, "one (and only one) of [source,records,records_wo] is required"},
		{"source = \"a\"\nrecords = [\"{}\"]", "one (and only one) of [source,records,records_wo] is required"},
		{`records = ["{}", null]`, "Null List Value"},
		{`records = []`, "at least 1"},
		{`records_wo = ["{}"]`, "records_wo_version"},
		{"source = \"a\"\nrecords_wo_version = 1", "records_wo"},
		{"source = \"a\"\nused_for = \"fun\"", "value must be one of"},
		{"source = \"a\"\ntags = { a = 1, b = 1, c = 1, d = 1, e = 1, f = 1, g = 1, h = 1, i = 1, j = 1, k = 1 }", "at most 10"},
	} {
		acctest.Refused(t, w.PlanOnly(t.Context(), withDataset(c.arguments)).Diagnostics, c.want)
	}
	for _, key := range []string{"", "/train.jsonl", "datasets/"} {
		config := strings.Replace(withDataset(`records = ["{}"]`), `"train.jsonl"`, fmt.Sprintf("%q", key), 1)
		acctest.Refused(t, w.PlanOnly(t.Context(), config).Diagnostics, "Invalid object key")
	}
}

func TestDataset_defaultTagsCountToo(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	provider, many := cloud.For(acctest.Region), map[string]any{}
	for i := range 10 {
		many[fmt.Sprintf("t%d", i)] = "x"
	}
	provider["default_tags"] = []any{map[string]any{"tags": many}}
	w := acctest.NewWorkspace(t, provider, domains())
	config, _ := fromFile(t, oneRecord)
	acctest.OK(t, w.PlanOnly(t.Context(), config).Diagnostics)
	config = strings.Replace(config, "source =", "tags = { one = \"more\" }\nsource =", 1)
	acctest.Refused(t, w.PlanOnly(t.Context(), config).Diagnostics, "default_tags", "11 tags", `AttributeName("tags")`)
}

func TestDataset_warnsOfWhatTheModelMayRefuse(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	config, _ := fromFile(t, oneRecord+oneRecord)
	for arguments, want := range map[string][]string{
		``: {"1 record repeated word for word"},
		`base_model_identifier = "amazon.nova-micro-v1:0:128k"`:         {"conversation", "at least 8"},
		`base_model_identifier = "meta.llama3-1-8b-instruct-v1:0:128k"`: {"at least 100"},
	} {
		plan := w.PlanOnly(t.Context(), strings.Replace(config, "source =", arguments+"\nsource =", 1))
		acctest.OK(t, plan.Diagnostics)
		acctest.Says(t, "warning", plan.Warnings(), want...)
	}
	plan := w.PlanOnly(t.Context(), strings.Replace(config, "source =",
		"used_for = \"validation\"\nbase_model_identifier = \"meta.llama3-1-8b-instruct-v1:0:128k\"\nsource =", 1))
	acctest.OK(t, plan.Diagnostics)
	if strings.Contains(plan.Warnings(), "at least 100") {
		t.Errorf("the limits of training data count for validation data: %s", plan.Warnings())
	}
}

func TestDataset_fileThatChangesAfterThePlanIsNotUploaded(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config, path := fromFile(t, oneRecord)
	cloud.AddFault(simulator.Fault{Operation: "HeadObject", Action: "delay", DelayMS: 300})
	changed := make(chan struct{})
	go func() { // while Create looks whether the key is free
		defer close(changed)
		for cloud.Count("HeadObject") == 0 && t.Context().Err() == nil {
			<-time.After(time.Millisecond)
		}
		if err := os.WriteFile(path, []byte(twoRecords), 0o600); err != nil {
			t.Error(err)
		}
	}()
	acctest.Refused(t, w.Apply(t.Context(), config), "has changed since the plan was made", `AttributeName("source")`)
	<-changed
	if n := uploads(cloud); n != 0 {
		t.Errorf("%d uploads of a content that no plan said", n)
	}
	acctest.OK(t, w.Apply(t.Context(), config))
	if got := getDataset(t, cloud); got != twoRecords {
		t.Errorf("the object holds %q", got)
	}
}

func TestDataset_plansContentThatIsNotKnownYet(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := fmt.Sprintf(`resource "bedrock_data_bucket" "data" {
		bucket = %q
	}
	resource "bedrock_service_role" "role" {
		purpose       = "model_customization"
		training_data = [bedrock_data_bucket.data.s3_uri]
		output_data   = bedrock_data_bucket.data.s3_uri
	}
	resource "bedrock_dataset" "test" {
		bucket  = bedrock_data_bucket.data.bucket
		key     = "train.jsonl"
		format  = "prompt_completion"
		records = [jsonencode({ prompt = bedrock_service_role.role.name, completion = "known after apply" })]
	}`, datasetBucket)
	plan := w.Plan(t.Context(), config)
	acctest.OK(t, plan.Diagnostics)
	if plan.Change(datasetAddress).Planned.GetAttr("sha256").IsKnown() {
		t.Error("the SHA-256 of unknown content is known")
	}
	acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
	acctest.Unchanged(t, w, config)
	acctest.Destroyed(t, cloud, w)
}

// A misspelt base model turns off every check that depends on it: that is told.
func TestDataset_tellsOfABaseModelThatDoesNotExist(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	plan := w.PlanOnly(t.Context(), withDataset("base_model_identifier = \"amazon.nova-mikro-v1:0:128k\"\n"+
		`records = ["{\"prompt\": \"x\", \"completion\": \"y\"}"]`))
	acctest.OK(t, plan.Diagnostics)
	acctest.Says(t, "warning", plan.Warnings(), "amazon.nova-mikro-v1:0:128k", "Spelled alike", "amazon.nova-micro-v1:0:128k")
}

// What cannot be looked up is told, and stops nothing.
func TestDataset_warnsWhereTheBaseModelCannotBeLookedUp(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	for _, operation := range []string{"ListFoundationModels", "GetFoundationModel"} {
		cloud.AddFault(simulator.Fault{Operation: operation, Status: 403, Code: "AccessDeniedException"})
	}
	plan := w.PlanOnly(t.Context(), withDataset("base_model_identifier = \"amazon.nova-micro-v1:0:128k\"\n"+
		`records = ["{\"prompt\": \"x\", \"completion\": \"y\"}"]`))
	acctest.OK(t, plan.Diagnostics)
	acctest.Says(t, "warning", plan.Warnings(), "without a check of the base model", "conversation", "at least 8")
}

// A family that there are no rules for is not judged by those of another one.
func TestDataset_saysThatItKnowsNothingOfAFamily(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	config := strings.Replace(withDataset("base_model_identifier = \"amazon.nova-sonic-v1:0\"\n"+
		`records = [jsonencode({ schemaVersion = "mine", messages = [`+
		`{ role = "user", content = [{ text = "x" }, { image = { format = "png", source = { s3Location = { uri = "s3://b/k" } } } }] },`+
		`{ role = "assistant", content = [{ reasoningContent = { reasoningText = { text = "y" } } }, { text = "z" }] }] })]`),
		"prompt_completion", "conversation", 1)
	plan := w.PlanOnly(t.Context(), config)
	acctest.OK(t, plan.Diagnostics)
	acctest.Says(t, "warning", plan.Warnings(), "nothing is known here of the data that amazon.nova-sonic-v1:0",
		"images (1)", "reads speech only")
}

// What is there was judged when it was uploaded: a root that is healthy says nothing, whatever later versions find.
func TestDataset_saysNothingOfWhatIsThere(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	config, path := fromFile(t, oneRecord+oneRecord)
	acctest.OK(t, w.Apply(t.Context(), config))
	plan := w.PlanOnly(t.Context(), config)
	if said := plan.Errors() + plan.Warnings(); said != "" || !plan.Empty() {
		t.Errorf("the plan changes nothing, and says %s", said)
	}
	judged := strings.Replace(config, "source =", "base_model_identifier = \"meta.llama3-1-8b-instruct-v1:0:128k\"\nsource =", 1)
	acctest.Says(t, "warning", w.PlanOnly(t.Context(), judged).Warnings(), "at least 100")
	if err := os.WriteFile(path, []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	acctest.Refused(t, w.PlanOnly(t.Context(), config).Diagnostics, "prompt: is missing")
}

// S3 takes almost any key, and a job does not: a key that no job can name is told where it is made.
func TestDataset_warnsOfAKeyThatNoJobTakes(t *testing.T) {
	t.Parallel()
	for key, character := range keysThatNoJobTakes {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			_, w := start(t)
			config := withDataset(`records = ["{\"prompt\": \"x\", \"completion\": \"y\"}"]`)
			config = strings.Replace(config, `"train.jsonl"`, fmt.Sprintf("%q", key), 1)
			plan := w.Plan(t.Context(), config)
			if said := plan.Warnings(); plan.Errors() != "" || !strings.Contains(said, key) || !strings.Contains(said, character) {
				t.Errorf("nothing is said of the key, or of %s: %s %q", character, plan.Errors(), said)
			}
			if diags := w.Apply(t.Context(), config); diags.Errors() != "" {
				t.Fatal(diags.Errors())
			}
			if plan := w.Plan(t.Context(), config); plan.Errors() != "" || plan.Warnings() != "" {
				t.Errorf("an object that is there is spoken of: %s %q", plan.Errors(), plan.Warnings())
			}
		})
	}
}

// keysThatNoJobTakes are keys that AWS's pattern of a job's S3 URIs leaves out, and how the character at fault is shown.
var keysThatNoJobTakes = map[string]string{
	"day=2026-11-28/train.jsonl": `"="`,
	"my data/train.jsonl":        `" "`,
	"train+more.jsonl":           `"+"`,
	"größe.jsonl":                `"ö"`,
	"training//data.jsonl":       `"//"`,
}
