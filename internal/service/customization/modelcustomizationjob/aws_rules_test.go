// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// withProvider is a bench with arguments in the provider block.
func withProvider(t testing.TB, arguments map[string]any) *bench {
	t.Helper()
	b := newBench(t)
	config := b.cloud.For(acctest.Region)
	for name, value := range arguments {
		config[name] = value
	}
	b.Workspace = acctest.NewWorkspace(t, config, domains(), provider.WithClock(b.clock))
	return b
}

const badURI = `"s3://training-data/day=1/x.jsonl"`

// Wherever a job takes an S3 URI, the plan shows the character that AWS's pattern leaves out, at the attribute it is in.
func TestModelCustomizationJob_holdsEveryURIAgainstAWSsPattern(t *testing.T) {
	t.Parallel()
	for at, arguments := range map[string]string{
		`AttributeName("validators").ElementKeyInt(1).AttributeName("s3_uri")`: "validation_data_config = " +
			"{ validators = [{ s3_uri = \"s3://training-data/v.jsonl\" }, { s3_uri = " + badURI + " }] }",
		`AttributeName("output_data_config").AttributeName("s3_uri")`:   "output_data_config = { s3_uri = " + badURI + " }",
		`AttributeName("training_data_config").AttributeName("s3_uri")`: "training_data_config = { s3_uri = " + badURI + " }",
		`AttributeName("invocation_logs_config").AttributeName("invocation_log_source").AttributeName("s3_uri")`: "training_data_config = " +
			"{ invocation_logs_config = { invocation_log_source = { s3_uri = " + badURI + " } } }",
	} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			errors := b.Plan(context.Background(), b.replaced(arguments)).Errors()
			for _, want := range []string{at, `"=" at position 23 is not allowed`, "S3Uri.pattern in AWS's model of Bedrock of 20"} {
				if !strings.Contains(errors, want) {
					t.Errorf("the error lacks %s: %q", want, errors)
				}
			}
			if strings.Contains(errors, "[-!_") {
				t.Errorf("the error shows a regular expression: %s", errors)
			}
		})
	}
}

// replaced is the configuration of a bench with an argument in the place of its own.
func (b *bench) replaced(argument string) string {
	name, _, _ := strings.Cut(argument, " ")
	name = strings.TrimSuffix(name, "_prefix")
	var kept []string
	for line := range strings.Lines(b.config(fixedName)) {
		if !strings.HasPrefix(strings.TrimSpace(line), name+" ") {
			kept = append(kept, line)
		}
	}
	return strings.Replace(strings.Join(kept, ""), "{\n", "{\n  "+argument+"\n", 1)
}

// A rule is told once, at the attribute, with what is right; an enumeration and the form of an ARN are AWS's to judge.
func TestModelCustomizationJob_tellsAWSsRules(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		argument, at string
		warns        bool
		says         string
	}{
		"tag":            {`tags = { "team!" = "x" }`, `ElementKeyString("team!")`, false, `tags["team!"] = "team!": "!" at position 5`},
		"tag of the job": {`job_tags = { team = "a;b" }`, `AttributeName("job_tags").ElementKeyString("team")`, false, `";" at position 2`},
		"subnet": {
			`vpc_config = { subnet_ids = ["sub net", unknown], security_group_ids = ["sg-1"] }`,
			`AttributeName("vpc_config").AttributeName("subnet_ids")`, true, "is left to AWS",
		},
		"account":       {`role_arn = "arn:aws:iam::1234-5678-9012:role/x"`, `AttributeName("role_arn")`, false, "12 digits without dashes"},
		"learning rate": {rft("learning_rate = 0.00000005"), `AttributeName("learning_rate")`, false, "is 5e-08, and AWS takes 1e-7 to 0.001."},
		"epochs":        {rft("epoch_count = 51"), `AttributeName("epoch_count")`, false, "is 51, and AWS takes 1 to 50."},
		"effort":        {rft(`reasoning_effort = "utmost"`), `AttributeName("reasoning_effort")`, true, "low, medium, high"},
		"type":          {`customization_type = "NEW"`, `AttributeName("customization_type")`, true, "is none that AWS names"},
		"long name":     {`custom_model_name = "` + strings.Repeat("a", 64) + `"`, `AttributeName("custom_model_name")`, false, "1 to 63."},
		"name":          {`custom_model_name = "a--b"`, `AttributeName("custom_model_name")`, false, `"--" at position 2`},
		"prefix": {
			"job_name_prefix = \"a_b-\"", `AttributeName("job_name_prefix")`, false, `job_name_prefix = "a_b-": "_" at position 2`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			plan := b.Plan(context.Background(), b.replaced(test.argument))
			said, other := plan.Errors(), plan.Warnings()
			if test.warns {
				said, other = plan.Warnings(), plan.Errors()
			}
			if strings.Count(said, test.says) != 1 || !strings.Contains(said, test.at) || strings.Contains(other, test.says) {
				t.Errorf("want %q once at %s, got %q and %q", test.says, test.at, said, other)
			}
		})
	}
}

func rft(parameters string) string {
	return `customization_config = { rft_config = { grader_config = { lambda_grader = { lambda_arn = ` +
		`"arn:aws:lambda:us-east-1:123456789012:function:grader" } }, hyper_parameters = { ` + parameters + " } } }\n  " +
		`customization_type = "REINFORCEMENT_FINE_TUNING"`
}

// default_tags break the rules of tags too. Nothing of the block is at fault, and both sets of tags have the same.
func TestModelCustomizationJob_tellsOfDefaultTagsOnce(t *testing.T) {
	t.Parallel()
	b := withProvider(t, map[string]any{"default_tags": []any{map[string]any{"tags": map[string]any{"owner": "a;b"}}}})
	plan := b.Plan(context.Background(), b.config(fixedName))
	if strings.Count(plan.Errors(), `default_tags of the provider = "a;b"`) != 1 {
		t.Errorf("errors: %q", plan.Errors())
	}
}

// What is only known when the job is to be made is refused then, before anything is sent.
func TestModelCustomizationJob_holdsWhatBecomesKnownAgainstAWSsRules(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	plan := b.Plan(context.Background(), b.replaced("training_data_config = { s3_uri = unknown }"))
	if plan.Errors() != "" || strings.Contains(plan.Warnings(), "AWS's model") {
		t.Fatalf("the plan says %q, %q", plan.Errors(), plan.Warnings())
	}
	diags := b.ApplyPlan(context.Background(), b.replaced("training_data_config = { s3_uri = "+badURI+" }"), plan)
	if !strings.Contains(diags.Errors(), "S3Uri.pattern") || strings.Count(diags.Errors(), "position 23") != 1 {
		t.Errorf("errors: %q", diags.Errors())
	}
	if n := b.cloud.Count("CreateModelCustomizationJob"); n != 0 {
		t.Errorf("%d jobs were asked for", n)
	}
}

// The provider's valve lets pass what AWS has loosened, or everything.
func TestModelCustomizationJob_skipsAWSsRules(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		arguments map[string]any
		warns     bool
	}{
		"rule":  {map[string]any{"skip_plan_checks": []any{"S3Uri.pattern"}}, false},
		"warn":  {map[string]any{"plan_checks": "warn"}, true},
		"off":   {map[string]any{"plan_checks": "off"}, false},
		"later": {map[string]any{"plan_checks": "error", "skip_plan_checks": []any{"S3Uri.pattern", "JobName.max"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := withProvider(t, test.arguments)
			plan := b.Plan(context.Background(), b.replaced("training_data_config = { s3_uri = "+badURI+" }"))
			if plan.Errors() != "" || strings.Contains(plan.Warnings(), "S3Uri.pattern") != test.warns {
				t.Errorf("errors %q, warnings %q", plan.Errors(), plan.Warnings())
			}
		})
	}
}

// A job that has what the model refuses, since AWS took it once, plans and is destroyed as any other; another such value is refused.
func TestModelCustomizationJob_neverRefusesWhatTheStateHas(t *testing.T) {
	t.Parallel()
	b := withProvider(t, map[string]any{"plan_checks": "off"})
	config := b.config("job_name = \"tickets\"\n wait_for = \"created\"\n tags = { team = \"support\" }")
	b.apply(t, config)
	state := b.State()
	b.Workspace = acctest.NewWorkspace(t, b.cloud.For(acctest.Region), domains(), provider.WithClock(b.clock))
	object := state[job]
	values := object.Value.AsValueMap()
	data := values["training_data_config"].AsValueMap()
	data["s3_uri"] = cty.StringVal(strings.Trim(badURI, `"`))
	values["training_data_config"] = cty.ObjectVal(data)
	object.Value = cty.ObjectVal(values)
	state[job] = object
	b.SetState(state)
	had := b.replaced("training_data_config = { s3_uri = " + badURI + " }")
	if plan := b.PlanOnly(context.Background(), had); plan.Errors() != "" {
		t.Errorf("what the state has is refused: %s", plan.Errors())
	}
	other := strings.Replace(had, "day=1", "day=2", 1)
	if plan := b.PlanOnly(context.Background(), other); !strings.Contains(plan.Errors(), "S3Uri.pattern") {
		t.Errorf("what is new is not refused: %s", plan.Errors())
	}
	if diags := b.DestroyRoot(context.Background(), had); diags.Errors() != "" {
		t.Errorf("the destroy is refused: %s", diags.Errors())
	}
}
