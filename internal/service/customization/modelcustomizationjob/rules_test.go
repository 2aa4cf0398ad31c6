// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// What cannot work is refused at plan, by the attribute at fault, and nothing is paid.
func TestModelCustomizationJob_refusesBadInputAtPlan(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ arguments, attribute, says string }{
		"absent model":      {`base_model_identifier = "amazon.nova-mikro-v1:0"`, "base_model_identifier", "amazon.nova-micro-v1:0"},
		"legacy model":      {`base_model_identifier = "amazon.titan-text-express-v1:0:8k"`, "base_model_identifier", "LEGACY"},
		"untrainable model": {`base_model_identifier = "amazon.titan-embed-text-v2:0"`, "base_model_identifier", "Models that do"},
		"legacy model, others": {
			`base_model_identifier = "amazon.titan-text-express-v1:0:8k"`, "base_model_identifier",
			"Choose an ACTIVE model. Models that do: amazon.nova-2-lite-v1:0:256k, amazon.nova-lite-v1:0:300k",
		},
		"name of a model":     {`base_model_identifier = "Nova Micro"`, "base_model_identifier", "its ids are amazon.nova-micro-v1:0,"},
		"name with a version": {`base_model_identifier = "Llama 3.1 8B Instruct"`, "base_model_identifier", "meta.llama3-1-8b-instruct-v1:0"},
		"inference profile":   {`base_model_identifier = "us.amazon.nova-micro-v1:0"`, "base_model_identifier", `"amazon.nova-micro-v1:0"`},
		"profile ARN": {
			`base_model_identifier = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-micro-v1:0"`,
			"base_model_identifier", `"amazon.nova-micro-v1:0"`,
		},
		"imported":               {`customization_type = "IMPORTED"`, "customization_type", "bedrock_imported_model"},
		"distillation, no agent": {`customization_type = "DISTILLATION"`, "customization_config", "distillation_config"},
		"agent, no distillation": {
			`customization_config = { distillation_config = { teacher_model_config = { teacher_model_identifier = "amazon.nova-pro-v1:0" } } }`,
			"customization_config", "DISTILLATION",
		},
		"bad job name":   {`job_name = "no spaces"`, "job_name", "letters"},
		"bad model name": {"job_name = \"a\"\n custom_model_name_prefix = \"x\"", "custom_model_name", "only one"},
		"two job names":  {"job_name = \"a\"\n job_name_prefix = \"b\"", "job_name", "only one"},
		"bad phase":      {`wait_for = "trained"`, "wait_for", "validated"},
		"reserved tag":   {`tags = { "aws:x" = "y" }`, "tags", "aws:"},
		"bad S3 URI":     {`validation_data_config = { validators = [{ s3_uri = "bucket/key" }] }`, "s3_uri", "s3://"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			plan := b.Plan(context.Background(), b.config(test.arguments))
			errors := plan.Errors()
			if !strings.Contains(errors, test.says) || !strings.Contains(errors, test.attribute) {
				t.Errorf("want an error at %s that says %q, got: %s", test.attribute, test.says, errors)
			}
			if n := b.cloud.Count("CreateModelCustomizationJob"); n != 0 {
				t.Errorf("%d jobs were created", n)
			}
		})
	}
}

func TestModelCustomizationJob_warnsOfUnusualHyperParameters(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	plan := b.Plan(context.Background(), b.config(`hyper_parameters = { epochs = "2" }`))
	if plan.Errors() != "" || !strings.Contains(plan.Warnings(), "epochCount") {
		t.Errorf("errors %q, warnings %q", plan.Errors(), plan.Warnings())
	}
}

func TestModelCustomizationJob_takesANullHyperParameterForNone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(`hyper_parameters = { epochCount = "2", learningRateWarmupSteps = null }`)
	if plan := b.Plan(context.Background(), config); strings.Contains(plan.Warnings(), "learningRateWarmupSteps") {
		t.Errorf("warns of what is not there: %s", plan.Warnings())
	}
	b.apply(t, config)
	if plan := b.Plan(context.Background(), config); plan.Errors() != "" || !plan.Empty() {
		t.Errorf("the second plan is not empty: %s", plan.Errors())
	}
}

// AWS never frees a job name: the plan names the job that has it, and the ways out.
func TestModelCustomizationJob_refusesAUsedNameAtPlan(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config("")
	b.apply(t, config)
	arn := b.Object(job).Attr("arn")
	b.Forget(job)
	plan := b.Plan(context.Background(), config)
	for _, want := range []string{arn, "terraform import", "job_name_prefix"} {
		if !strings.Contains(plan.Errors(), want) {
			t.Errorf("the error lacks %q: %s", want, plan.Errors())
		}
	}
}

// The same at apply, where another run took the name in between.
func TestModelCustomizationJob_explainsANameTakenSincePlan(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config("")
	b.apply(t, config)
	arn := b.Object(job).Attr("arn")
	b.Forget(job)
	before := len(b.cloud.Objects())
	// The plan is made while the job cannot be read, as with a caller that may only create.
	b.cloud.AddFault(simulator.Fault{Operation: "GetModelCustomizationJob", Status: 403, Code: "AccessDeniedException", Times: 2})
	diags := b.Apply(context.Background(), config)
	if !strings.Contains(diags.Errors(), arn) {
		t.Errorf("the error lacks the ARN of the job: %s", diags.Errors())
	}
	if b.Objects[job] != nil {
		t.Error("somebody else's job is in the state")
	}
	if n := len(b.cloud.Objects()); n != before {
		t.Errorf("%d objects, before there were %d: %+v", n, before, b.cloud.Objects())
	}
}

func TestModelCustomizationJob_changedHyperParameters(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, names string
		jobs        int
	}{
		{"fixed name", `job_name = "tickets"`, 1},
		{"prefix", `job_name_prefix = "tickets-"`, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.apply(t, b.config(test.names+"\n hyper_parameters = { epochCount = \"1\" }\n wait_for = \"completed\""))
			changed := b.config(test.names + "\n hyper_parameters = { epochCount = \"2\" }\n wait_for = \"completed\"")
			diags := b.Apply(context.Background(), changed)
			if got := b.cloud.Count("CreateModelCustomizationJob"); got != test.jobs {
				t.Errorf("%d jobs were created, want %d: %s", got, test.jobs, diags.Errors())
			}
			if refused := strings.Contains(diags.Errors(), "job_name"); refused != (test.jobs == 1) {
				t.Errorf("errors: %s", diags.Errors())
			}
			if test.jobs == 2 && !strings.Contains(diags.Warnings(), "starts a new paid training job") {
				t.Errorf("nothing warns of the price: %s", diags.Warnings())
			}
			if test.jobs == 1 && !strings.Contains(diags.Warnings(), "AWS never frees the name") {
				t.Errorf("warnings: %s", diags.Warnings())
			}
			if b.Objects[job] == nil || b.cloud.Count("DeleteCustomModel") != test.jobs-1 {
				t.Errorf("the job is in the state: %t, models deleted: %d", b.Objects[job] != nil, b.cloud.Count("DeleteCustomModel"))
			}
		})
	}
}

// A name is taken in one region: the new job of one that moves may have it.
func TestModelCustomizationJob_movesUnderItsName(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config("region = \"us-east-1\"\n wait_for = \"completed\""))
	plan := b.Plan(context.Background(), b.config("region = \"us-west-2\"\n wait_for = \"completed\"\n"+
		"base_model_identifier = \"meta.llama3-3-70b-instruct-v1:0:128k\""))
	if plan.Of(job) != acctest.Replace || plan.Errors() != "" {
		t.Fatalf("the plan is %s: %s", plan.Of(job), plan.Errors())
	}
	if strings.Contains(plan.Warnings(), "AWS never frees the name") {
		t.Errorf("warnings: %s", plan.Warnings())
	}
}

// A bad record surfaces as AWS's message with its line.
func TestModelCustomizationJob_reportsBadData(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", strings.Repeat(`{"prompt":"a","completion":"b"}`+"\n", 40))
	diags := b.Apply(context.Background(), b.config(""))
	if !strings.Contains(diags.Errors(), "line 1") && !strings.Contains(diags.Errors(), "ine 1") {
		t.Errorf("the default wait does not surface a bad record: %s", diags.Errors())
	}
}

func TestModelCustomizationJob_tagsReachBothObjects(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	clock := acctest.NewClock(cloud)
	config := cloud.For(acctest.Region)
	config["default_tags"] = []any{map[string]any{"tags": map[string]any{"owner": "platform", "team": "none"}}}
	b := &bench{
		Workspace: acctest.NewWorkspace(t, config, domains(), provider.WithClock(clock)),
		cloud:     cloud, clock: clock, training: cloud.NewTraining(t),
	}
	text := b.config("tags = { team = \"support\" }\n job_tags = { run = \"1\" }\n wait_for = \"completed\"")
	b.apply(t, text)
	b.expectEmptyPlan(t, text)
	for arn, want := range map[string]map[string]string{
		b.Object(job).Attr("output_model_arn"): {"owner": "platform", "team": "support"},
		b.Object(job).Attr("arn"):              {"owner": "platform", "team": "none", "run": "1"},
	} {
		got := b.tags(t, arn)
		for key, value := range want {
			if got[key] != value || len(got) != len(want) {
				t.Errorf("tags of %s = %v, want %v", arn, got, want)
			}
		}
	}
}

// Tags of a model that is still being trained wait for it, and the plan afterwards brings them.
func TestModelCustomizationJob_tagsWaitForTheModel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config(`wait_for = "created"`))
	changed := b.config("wait_for = \"created\"\n tags = { team = \"support\" }")
	diags := b.Apply(context.Background(), changed)
	if diags.Errors() != "" || !strings.Contains(diags.Warnings(), "sees it completed") {
		t.Fatalf("errors %q, warnings %q", diags.Errors(), diags.Warnings())
	}
	b.cloud.Advance(2 * time.Hour)
	b.apply(t, changed)
	if got := b.tags(t, b.Object(job).Attr("output_model_arn")); got["team"] != "support" {
		t.Errorf("tags = %v", got)
	}
	b.expectEmptyPlan(t, changed)
}

// A model that somebody deleted is a status and a warning, never a reason to train again.
func TestModelCustomizationJob_keepsTheRecordOfADeletedModel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(`wait_for = "completed"`)
	b.apply(t, config)
	arn := b.Object(job).Attr("output_model_arn")
	client, err := b.cloud.Clients().Bedrock(context.Background(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.DeleteCustomModel(context.Background(), &bedrock.DeleteCustomModelInput{ModelIdentifier: &arn}); err != nil {
		t.Fatal(err)
	}
	plan := b.Plan(context.Background(), config)
	if !plan.Empty() || !strings.Contains(plan.Warnings(), "deleted outside") {
		t.Errorf("plan %v, warnings %q", plan.Of(job), plan.Warnings())
	}
	if got := b.Object(job).Attr("output_model_status"); got != "NotFound" {
		t.Errorf("output_model_status = %q", got)
	}
	if diags := b.Destroy(context.Background()); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
}

func TestModelCustomizationJob_recordThatAgedOut(t *testing.T) {
	t.Parallel()
	for policy, want := range map[string]acctest.Action{"keep": acctest.NoOp, "recreate": acctest.Create} {
		b := newBench(t)
		config := b.config("wait_for = \"completed\"\n job_name_prefix = \"t-\"\n on_missing = \"" + policy + "\"")
		b.apply(t, config)
		b.cloud.AddFault(simulator.Fault{
			Operation: "GetModelCustomizationJob", Status: 404, Code: "ResourceNotFoundException", Times: -1,
		})
		plan := b.Plan(context.Background(), config)
		if plan.Errors() != "" || plan.Of(job) != want || plan.Warnings() == "" {
			t.Errorf("%s: plan %s, errors %q, warnings %q", policy, plan.Of(job), plan.Errors(), plan.Warnings())
		}
	}
}

func (b *bench) tags(t *testing.T, arn string) map[string]string {
	t.Helper()
	client, err := b.cloud.Clients().Bedrock(context.Background(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	out, err := client.ListTagsForResource(context.Background(), &bedrock.ListTagsForResourceInput{ResourceARN: &arn})
	if err != nil {
		t.Fatal(err)
	}
	tags := map[string]string{}
	for _, tag := range out.Tags {
		tags[*tag.Key] = *tag.Value
	}
	return tags
}

// AWS starts the job, its answer is lost, and the user interrupts before the next attempt: the job is ours by its token.
func TestModelCustomizationJob_findsTheJobWhoseAnswerWasLost(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(`wait_for = "completed"`)
	plan := b.Plan(context.Background(), config)
	b.cloud.AddFault(simulator.Fault{Operation: "CreateModelCustomizationJob", Action: "drop", AfterCommit: true, DelayMS: 100})
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	go func() {
		for b.cloud.Count("CreateModelCustomizationJob") == 0 {
			runtime.Gosched()
		}
		interrupt()
	}()
	diags := b.ApplyPlan(ctx, config, plan)
	if state := b.Objects[job]; state == nil || state.Attr("arn") == "" || state.Tainted {
		t.Fatalf("the job that AWS started is lost: %s", diags.Errors())
	}
	b.apply(t, config)
	if n := b.cloud.Count("CreateModelCustomizationJob"); n != 1 {
		t.Errorf("%d jobs were asked for", n)
	}
}

// What a base model takes none of is told before the job is created.
func TestModelCustomizationJob_warnsOfWhatTheBaseModelDoesNotTake(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	plan := b.Plan(t.Context(), b.config(`base_model_identifier  = "amazon.nova-2-lite-v1:0:256k"
		hyper_parameters       = { learningRateWarmupSteps = "50" }
		validation_data_config = { validators = [{ s3_uri = "s3://training-data/validate.jsonl" }] }`))
	acctest.OK(t, plan.Diagnostics)
	acctest.Says(t, "warning", plan.Warnings(), "takes no validation data", "0 to 20")
	plan = b.Plan(t.Context(), b.config(`validation_data_config = { validators = [{ s3_uri = "s3://training-data/validate.jsonl" }] }`))
	acctest.OK(t, plan.Diagnostics)
	if said := plan.Warnings(); strings.Contains(said, "validation data") {
		t.Errorf("a model that takes validation data: %s", said)
	}
}
