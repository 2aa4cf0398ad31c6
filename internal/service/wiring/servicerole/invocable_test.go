// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

const (
	novaProfile = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"
	novaModel   = "::foundation-model/amazon.nova-lite-v1:0"
)

// evaluating is the role of evaluations that invoke models.
func evaluating(models ...string) string {
	return `resource "bedrock_service_role" "test" {
		purpose        = "evaluation_judge"
		output_data    = "s3://wiring-data-bucket/results/"
		invoked_models = ["` + strings.Join(models, `", "`) + `"]
	}`
}

// invoked are the resources of the statement about invoking models.
func invoked(t *testing.T, policy string) []string {
	t.Helper()
	var document struct {
		Statement []struct {
			Sid      string
			Resource any
		}
	}
	if err := json.Unmarshal([]byte(policy), &document); err != nil {
		t.Fatal(err)
	}
	for _, statement := range document.Statement {
		if statement.Sid != "InvokeModelsAndJudges" {
			continue
		}
		var all []string
		for _, resource := range statement.Resource.([]any) {
			all = append(all, resource.(string))
		}
		return all
	}
	t.Fatalf("no statement about invoking models in %s", policy)
	return nil
}

func TestServiceRole_namesTheModelsOfAProfileInAllItsRegions(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := evaluating("us.amazon.nova-lite-v1:0", "amazon.nova-pro-v1:0")
	acctest.OK(t, w.Apply(t.Context(), config))
	want := []string{novaProfile}
	for _, region := range []string{"us-east-1", "us-east-2", "us-west-2"} {
		want = append(want, "arn:aws:bedrock:"+region+novaModel)
	}
	want = append(want, "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0")
	slices.Sort(want)
	if diff := cmp.Diff(want, invoked(t, w.Object(roleAddress).Attr("permissions_policy"))); diff != "" {
		t.Errorf("the role may invoke (-want +got):\n%s", diff)
	}
	asked := cloud.Count("GetInferenceProfile")
	acctest.Unchanged(t, w, config)
	tagged := strings.Replace(config, "}", "tags = { team = \"models\" }\n}", 1)
	plan := w.Plan(t.Context(), tagged)
	if policy := plan.Change(roleAddress).Planned.GetAttr("permissions_policy"); !policy.IsKnown() {
		t.Error("a plan about tags does not know the permissions")
	}
	acctest.OK(t, w.ApplyPlan(t.Context(), tagged, plan))
	if n := cloud.Count("GetInferenceProfile") - asked; n > 0 {
		t.Errorf("the profile was looked up %d times for what is known", n)
	}

	// Who has the ids in the configuration imports a role whose policy has ARNs.
	imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	acctest.OK(t, imported.Import(t.Context(), roleAddress, "bedrock_service_role", w.Object(roleAddress).Attr("name"), nil))
	named := strings.Replace(tagged, "purpose ", "name = \""+w.Object(roleAddress).Attr("name")+"\"\npurpose ", 1)
	acctest.Unchanged(t, imported, named)
}

func TestServiceRole_refusesAProfileThatDoesNotExist(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.Refused(t, w.Apply(t.Context(), evaluating("us.amazon.nova-of-tomorrow-v1:0")),
		"The inference profile us.amazon.nova-of-tomorrow-v1:0 could not be found")
	if left := cloud.Objects(); len(left) > 0 {
		t.Errorf("there is %v", left)
	}
}

func TestServiceRole_looksNoProfileUpWhoseModelsAreNamed(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := evaluating(novaProfile, "arn:aws:bedrock:us-east-1"+novaModel, "arn:aws:bedrock:us-west-2"+novaModel)
	acctest.OK(t, w.Apply(t.Context(), config))
	if n := cloud.Count("GetInferenceProfile"); n > 0 {
		t.Errorf("AWS was asked %d times for a profile whose models are named", n)
	}
}

func TestServiceRole_addsStatements(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := strings.Replace(acctest.Fixture(t, "min.tf"), "output_data", `additional_policy_json = jsonencode({
		Version   = "2012-10-17"
		Statement = [{ Sid = "ReadLayers", Effect = "Allow", Action = "s3:GetObject", Resource = ["arn:aws:s3:::layers/*"] }]
	})
	output_data`, 1)
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	acctest.Says(t, "permissions_policy", w.Object(roleAddress).Attr("permissions_policy"), "ReadLayers", "ReadTrainingData")

	imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	acctest.OK(t, imported.Import(t.Context(), roleAddress, "bedrock_service_role", roleName, nil))
	acctest.Unchanged(t, imported, config)
}

// The data source writes the documents of the role, and asks nobody for what it is told.
func TestServiceRolePolicy_writesTheDocumentsOfTheRole(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	const arguments = `
		purpose       = "model_customization"
		training_data = ["s3://wiring-data-bucket/train.jsonl"]
		output_data   = "s3://wiring-data-bucket/output/"
	`
	data := `data "bedrock_service_role_policy" "test" {` + arguments + `
		account_id = "123456789012"
	}`
	acctest.OK(t, w.Apply(t.Context(), data))
	if requests := cloud.Journal(); len(requests) > 0 {
		t.Errorf("AWS was asked %d times", len(requests))
	}
	acctest.OK(t, w.Apply(t.Context(), data+"\nresource \"bedrock_service_role\" \"test\" {"+arguments+"}"))
	for _, document := range []string{"trust_policy", "permissions_policy"} {
		got, want := w.Data("bedrock_service_role_policy.test").GetAttr(document).AsString(), w.Object(roleAddress).Attr(document)
		if got != want {
			t.Errorf("%s is\n%s, that of the role\n%s", document, got, want)
		}
	}
}

func TestServiceRolePolicy_takesTheAccountOfTheCredentials(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), `data "bedrock_service_role_policy" "test" {
		purpose        = "invocation_logging"
		region         = "eu-west-1"
		log_group_name = "/bedrock"
	}`))
	document := w.Data("bedrock_service_role_policy.test").GetAttr("trust_policy").AsString()
	acctest.Says(t, "trust_policy", document, "arn:aws:bedrock:eu-west-1:123456789012:*")
}

func TestServiceRolePolicy_refuses(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for arguments, want := range map[string]string{
		`training_data = ["s3://data-bucket/train.jsonl"]`: "writes its metrics below output_data",
		"training_data = [\"s3://data-bucket/train.jsonl\"]\noutput_data = \"s3://data-bucket/output/\"\n" +
			`teacher_models = ["us.amazon.nova-of-tomorrow-v1:0"]`: "us.amazon.nova-of-tomorrow-v1:0",
	} {
		acctest.Refused(t, w.Apply(t.Context(), `data "bedrock_service_role_policy" "test" {
			purpose = "model_customization"
			`+arguments+`
		}`), want)
	}
}
