// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/permissions"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// trainingRoot is a root as most are: a bucket, a data set, a role and the job that uses them.
func trainingRoot(roleName, answer string) string {
	return fmt.Sprintf(`resource "bedrock_data_bucket" "training" {
  bucket        = "walks-training"
  force_destroy = true
}

resource "bedrock_dataset" "train" {
  bucket                = bedrock_data_bucket.training.bucket
  key                   = "train.jsonl"
  format                = "conversation"
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  records               = [%s]
}

resource "bedrock_service_role" "training" {
  name          = %q
  purpose       = "model_customization"
  training_data = [bedrock_dataset.train.s3_uri]
  output_data   = "s3://walks-training/output/"
}

resource "bedrock_model_customization_job" "walks" {
  job_name_prefix          = "walks-"
  custom_model_name_prefix = "walks-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = bedrock_service_role.training.arn
  training_data_config     = { s3_uri = bedrock_dataset.train.s3_uri }
  output_data_config       = { s3_uri = "s3://walks-training/output/" }
  wait_for                 = "completed"
  deletion_policy          = "DELETE"
}
`, strings.Join(walks(answer), ", "), roleName)
}

const (
	walksJob  = "bedrock_model_customization_job.walks"
	knownRole = "AmazonBedrock-walks"
)

// walks are ten records of a conversation data set, as HCL strings.
func walks(answer string) (records []string) {
	for hour := range 10 {
		record := fmt.Sprintf(`{"schemaVersion":"bedrock-conversation-2024","messages":[`+
			`{"role":"user","content":[{"text":"How far do we walk in %d hours?"}]},`+
			`{"role":"assistant","content":[{"text":"%s %d km."}]}]}`, hour+1, answer, 4*(hour+1))
		records = append(records, fmt.Sprintf("%q", record))
	}
	return records
}

// openRoot opens an account and applies a root in it, so that its model is trained.
func openRoot(t testing.TB, config string) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud := acctest.NewCloud(t)
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.All(), provider.WithClock(acctest.NewClock(cloud)))
	if diags := w.Apply(t.Context(), config); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if got := w.Object(walksJob).Attr("status"); got != "Completed" {
		t.Fatalf("the job is %s", got)
	}
	return cloud, w
}

// A plan that finds nothing to do has nothing to say either: what is warned of each time is soon read by nobody.
func TestTrainingRoot_isSilentWhenThereIsNothingToDo(t *testing.T) {
	t.Parallel()
	for name, role := range map[string]string{
		"role name that AmazonBedrockFullAccess knows": knownRole, "role name of a standard of one's own": "prd-ml-training-eu",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := trainingRoot(role, "About")
			_, w := openRoot(t, config)
			plan := w.Plan(t.Context(), config)
			if plan.Errors() != "" || !plan.Empty() {
				t.Fatalf("the plan is not empty: %s", plan.Errors())
			}
			if plan.Warnings() != "" {
				t.Error(plan.Warnings())
			}
		})
	}
}

// The policies on the pages say which actions one can do without. Whoever does without them is not told each time.
func TestTrainingRoot_isSilentWithTheSmallestPolicies(t *testing.T) {
	t.Parallel()
	sim := simulator.New(simulator.Options{EnforceCallers: true})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	cloud := &acctest.Cloud{Simulator: sim, URL: server.URL}
	clock := provider.WithClock(acctest.NewClock(cloud))
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.All(), clock)
	config := trainingRoot(knownRole, "About")
	if diags := w.Apply(t.Context(), config); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	caller := cloud.For(acctest.Region)
	caller["assume_role"] = []any{map[string]any{"role_arn": newCaller(t, cloud, smallestPolicies(t))}}
	w.Reconfigure(caller, registry.All(), clock)
	plan := w.Plan(t.Context(), config)
	if plan.Errors() != "" || !plan.Empty() {
		t.Fatalf("the plan is not empty: %s", plan.Errors())
	}
	if plan.Warnings() != "" {
		t.Error(plan.Warnings())
	}
}

// smallestPolicies are the actions that plans need, according to the pages.
func smallestPolicies(t testing.TB) (actions []string) {
	t.Helper()
	text, err := os.ReadFile(permissionsFile)
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]permissions.Needs{}
	if err := json.Unmarshal(text, &documented); err != nil {
		t.Fatal(err)
	}
	for _, typ := range []string{"data_bucket", "dataset", "service_role", "model_customization_job"} {
		actions = append(actions, documented["bedrock_"+typ].Plan...)
	}
	return append(actions, "sts:GetCallerIdentity")
}

// newCaller makes a role that may do some actions, and returns its ARN.
func newCaller(t testing.TB, cloud *acctest.Cloud, actions []string) string {
	t.Helper()
	client, err := cloud.Clients().IAM(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	document, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": map[string]any{
		"Effect": "Allow", "Action": actions, "Resource": "*",
	}})
	if err != nil {
		t.Fatal(err)
	}
	name, text := "Planner", string(document)
	trust := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"*"}}}`
	out, err := client.CreateRole(t.Context(), &iam.CreateRoleInput{RoleName: &name, AssumeRolePolicyDocument: &trust})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{RoleName: &name, PolicyName: &name, PolicyDocument: &text})
	if err != nil {
		t.Fatal(err)
	}
	return *out.Role.Arn
}

// A finished job never uses its role again: another role is no reason to train again.
func TestTrainingRoot_keepsTheModelWhenTheRoleIsRenamed(t *testing.T) {
	t.Parallel()
	_, w := openRoot(t, trainingRoot(knownRole, "About"))
	plan := w.Plan(t.Context(), trainingRoot("AmazonBedrock-hikes", "About"))
	if action := plan.Of(walksJob); plan.Errors() != "" || action == acctest.Replace {
		t.Errorf("the plan of the job is %s: %s", action, plan.Errors())
	}
}

// An edited data set is uploaded, and the model still is what the old one made of it: the plan of the root says so.
func TestTrainingRoot_saysThatTheModelIsOlderThanItsData(t *testing.T) {
	t.Parallel()
	_, w := openRoot(t, trainingRoot(knownRole, "About"))
	changed := trainingRoot(knownRole, "At most")
	diags := w.Apply(t.Context(), changed)
	if diags.Errors() != "" || len(w.Objects) != 4 {
		t.Fatal(diags.Errors())
	}
	diags = slices.Concat(diags, w.Plan(t.Context(), changed).Diagnostics)
	const attribute = "data_changed_after_training"
	job := w.Object(walksJob).Value
	told := job.Type().HasAttribute(attribute) && job.GetAttr(attribute).RawEquals(cty.True)
	if !told && !strings.Contains(diags.Warnings(), "train.jsonl") {
		t.Errorf("nothing says that the model is older than its data: %q", diags.Warnings())
	}
}

// A bucket whose name was made is, under another name of its block, another bucket, and the job that reads from it another job. The
// plan says which argument is the cause, and that a moved block for what it comes from keeps the model.
func TestTrainingRoot_saysWhyARenamedBucketTrainsAgain(t *testing.T) {
	t.Parallel()
	config := strings.Replace(trainingRoot(knownRole, "About"), `bucket        = "walks-training"`, `bucket_prefix = "walks-"`, 1)
	config = strings.ReplaceAll(config, `"s3://walks-training/output/"`, `"s3://${bedrock_data_bucket.training.bucket}/output/"`)
	_, w := openRoot(t, config)
	renamed := strings.ReplaceAll(strings.ReplaceAll(config, `"bedrock_data_bucket" "training"`, `"bedrock_data_bucket" "data"`),
		"bedrock_data_bucket.training", "bedrock_data_bucket.data")
	plan := w.Plan(t.Context(), renamed)
	if plan.Of(walksJob) != acctest.Replace {
		t.Fatalf("the plan of the job is %s: %s", plan.Of(walksJob), plan.Errors())
	}
	for _, want := range []string{"training_data_config.s3_uri cannot be known before the apply", "a moved block for it"} {
		if !strings.Contains(plan.Warnings(), want) {
			t.Errorf("%q is not in %s", want, plan.Warnings())
		}
	}
}

// A region that was changed by mistake does not keep anybody from taking everything down, where it is.
func TestTrainingRoot_isDestroyedUnderAProviderOfAnotherRegion(t *testing.T) {
	t.Parallel()
	config := trainingRoot(knownRole, "About")
	cloud, w := openRoot(t, config)
	w.Reconfigure(cloud.For("us-west-2"), registry.All(), provider.WithClock(acctest.NewClock(cloud)))
	if diags := w.DestroyRoot(t.Context(), config); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if left := cloud.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
