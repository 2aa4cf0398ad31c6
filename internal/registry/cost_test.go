// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// priceFile is what `aws pricing get-products` prints of Nova Micro, with the price of an hour of a model unit.
func priceFile(hour string) string {
	const row = `{"product":{"sku":%q,"attributes":{"regionCode":"us-east-1","usagetype":"USE1-NovaMicro-%s","model":"Nova Micro"}},` +
		`"serviceCode":"AmazonBedrock","terms":{"OnDemand":{"%[1]s.J":{"priceDimensions":{"1":{"unit":"hour","pricePerUnit":{"USD":%[3]q}}}}}}}`
	return `{"PriceList":[` + fmt.Sprintf(row, "PT", "ProvisionedThroughput-NoCommit-ModelUnits", hour) + `]}`
}

// A plan is applied as it was made, whatever became of the prices: no resource looks one up. And a new price is no change afterwards.
func TestCostEstimate_isAppliedAsPlanned(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.GiveModel(simulator.GivenModel{ARN: supportModel, Name: "support-assistant"})
	prices := filepath.Join(t.TempDir(), "prices.json")
	write := func(hour string) {
		t.Helper()
		if err := os.WriteFile(prices, []byte(priceFile(hour)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": fmt.Sprintf(`
terraform {
  required_providers { bedrock = { source = "terraform-provider-bedrock/bedrock" } }
}
provider "bedrock" {
  cost_ceiling {
    monthly = "90000"
  }
}
data "bedrock_customization_cost" "assistant" {
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  price_file            = %q
  model_units           = 1
}
resource "bedrock_provisioned_model_throughput" "assistant" {
  provisioned_model_name = "support-assistant"
  model_id               = %q
  model_units            = 1
  cost_estimate          = data.bedrock_customization_cost.assistant.throughput_cost_estimate
}`, prices, supportModel)})
	const address = "bedrock_provisioned_model_throughput.assistant"
	estimate := func(values any) string {
		t.Helper()
		attributes, _ := values.(map[string]any)
		text, err := json.Marshal(attributes["cost_estimate"])
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}

	write("108.1500000000")
	changes, planned := tf.PlanChanges()
	planned.Exits(t, 2)
	const want = `{"currency":"USD","formula":"throughput: 1 model units x 730 hours x 108.15 USD per hour = 78949.5 USD",` +
		`"monthly":"78949.5","one_time":"0"}`
	if got := estimate(changes[address].Change.After); got != want {
		t.Errorf("the plan shows %s", got)
	}
	if err := os.Remove(prices); err != nil {
		t.Fatal(err)
	}
	cloud.AddFault(simulator.Fault{Operation: "GetOfferFile", Action: "drop", Times: -1})
	cloud.AddFault(simulator.Fault{Operation: "GetProducts", Action: "drop", Times: -1})
	timeFlies := func() { cloud.Advance(5 * time.Minute) }
	tf.Start("apply", "changes.tfplan").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	if got := estimate(tf.State()[address].AttributeValues); got != want {
		t.Errorf("the state has %s", got)
	}
	for _, hour := range []string{"999", "0.01"} { // above the ceiling, and far below
		write(hour)
		tf.Plan().OK(t)
		tf.Apply().OK(t)
		if got := estimate(tf.State()[address].AttributeValues); got != want {
			t.Errorf("at %s the state has %s", hour, got)
		}
	}
	// What takes its place is bought at the new price, and held against the ceiling before anything is destroyed.
	write("999")
	tf.Plan("-replace="+address).Exits(t, 1).Says(t, "729270 USD", "allows 90000 USD", "999 USD per hour")
	tf.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	if n := cloud.Count("CreateProvisionedModelThroughput"); n != 1 {
		t.Errorf("bought %d times", n)
	}
}

func withCeiling(t *testing.T, cloud *acctest.Cloud, ceiling map[string]any) *acctest.Workspace {
	t.Helper()
	config := cloud.For(acctest.Region)
	config["cost_ceiling"] = []any{ceiling}
	return acctest.NewWorkspace(t, config, registry.Of("customization", "inference"), provider.WithClock(acctest.NewClock(cloud)))
}

func served(arguments string) string {
	return fmt.Sprintf("resource \"bedrock_provisioned_model_throughput\" \"test\" {\n  provisioned_model_name = \"support\"\n"+
		"  model_id = %q\n  model_units = 1\n%s\n}\n", supportModel, arguments)
}

// What costs more than the ceiling is refused with the figure, at plan and, where the plan could not tell, before anything is sent.
func TestCostCeiling_refusesWhatCostsMore(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.GiveModel(simulator.GivenModel{ARN: supportModel, Name: "support-assistant"})
	w := withCeiling(t, cloud, map[string]any{"one_time": "10", "monthly": "100.5"})
	estimate := func(once, monthly, more string) string {
		return served(fmt.Sprintf("cost_estimate = { one_time = %s, monthly = %s, currency = \"USD\"%s }", once, monthly, more))
	}
	refused := map[string][]string{
		estimate("0", "100.500000000001", ""):                    {"monthly", "100.500000000001 USD", "allows 100.5 USD"},
		estimate("10.01", "1", ", formula = \"1 x 10.01\""):      {"one_time", "10.01 USD", "allows 10 USD", "1 x 10.01"},
		estimate("null", "1", ", formula = \"nobody knows\""):    {"one_time", "not known", "nobody knows", "on_unknown"},
		strings.Replace(estimate("0", "1", ""), "USD", "EUR", 1): {"1 EUR", "in USD", "cannot be compared"},
		served(""): {"has no cost_estimate", "10 USD once, 100.5 USD every month", "bedrock_customization_cost"},
		strings.Replace(estimate("0", "1", ""), "monthly = 1", "monthly = \"1e3\"", 1): {"decimal number"},
	}
	for config, parts := range refused {
		acctest.Refused(t, w.Plan(t.Context(), config).Diagnostics, parts...)
	}
	if n := cloud.Count("CreateProvisionedModelThroughput"); n > 0 {
		t.Errorf("bought %d times", n)
	}
	acctest.ApplyInSilence(t, w, estimate("0", "100.5", ""))
	acctest.Unchanged(t, w, estimate("0", "100.5", ""))
	acctest.Unchanged(t, w, estimate("0", "777", "")) // what exists is left alone
	acctest.Unchanged(t, w, strings.Replace(estimate("0", "777", ""), "USD", "EUR", 1))
	acctest.OK(t, w.Destroy(t.Context()))
}

// With on_unknown = "warn" what is not known is told and created; a figure above the ceiling is refused all the same.
func TestCostCeiling_warnsOfWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.GiveModel(simulator.GivenModel{ARN: supportModel, Name: "support-assistant"})
	w := withCeiling(t, cloud, map[string]any{"monthly": "100", "on_unknown": "warn"})
	acctest.Refused(t, w.Plan(t.Context(), served(`cost_estimate = { monthly = "101", currency = "USD" }`)).Diagnostics, "101 USD")
	diags := w.Apply(t.Context(), served(""))
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), "no cost_estimate")
	acctest.Unchanged(t, w, served(""))
	acctest.ApplyInSilence(t, w, served(`cost_estimate = { monthly = "101", currency = "USD" }`)) // of what exists, as a note
	acctest.OK(t, w.Destroy(t.Context()))
}

// A batch and a training are held against it as well.
func TestCostCeiling_holdsForEveryTypeThatCosts(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	w := withCeiling(t, cloud, map[string]any{"one_time": "10"})
	cloud.NewBatch(t)
	for _, block := range []string{trainedModel, batchJob} {
		acctest.Refused(t, w.Plan(t.Context(), block).Diagnostics, "has no cost_estimate")
	}
}

// The example trains the cheapest model that fits, and its ceiling stops a plan that costs more.
func TestCostCeiling_ofTheExample(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	files, _ := readExamples(t)
	tf := acctest.NewTerraform(t, cloud, files).In("cost-and-safety")
	changes, planned := tf.PlanChanges()
	planned.Exits(t, 2)
	job, _ := changes["bedrock_model_customization_job.assistant"].Change.After.(map[string]any)
	estimate, _ := job["cost_estimate"].(map[string]any)
	if job["base_model_identifier"] != "amazon.nova-micro-v1:0:128k" || estimate["one_time"] == nil || estimate["monthly"] != "1.95" {
		t.Errorf("%v costs %v", job["base_model_identifier"], estimate)
	}
	tokens, _ := job["trained_tokens_estimate"].(float64)
	if formula := fmt.Sprint(estimate["formula"]); tokens == 0 || !strings.Contains(formula, fmt.Sprintf("; training: %v tokens", tokens/2)) {
		t.Errorf("%v tokens, of %s", tokens, formula)
	}
	tf.Plan("-var=most_for_one_training=0.0001").Exits(t, 1).Says(t, "Costing more than the ceiling", "allows 0.0001 USD for one",
		fmt.Sprint(estimate["one_time"], " USD"), "tokens (characters divided by 6) x 2 epochs x 0.001")
	if n := cloud.Count("CreateModelCustomizationJob") + cloud.Count("CreateBucket"); n > 0 {
		t.Errorf("%d things were made", n)
	}
}

// Epochs that are known only in the apply are counted then: the plan says nothing that the apply would take back.
func TestTrainedTokensEstimate_ofWhatIsKnownInTheApply(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	training := cloud.NewTraining(t)
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": fmt.Sprintf(`
terraform {
  required_providers { bedrock = { source = "terraform-provider-bedrock/bedrock" } }
}
provider "bedrock" {}
resource "terraform_data" "epochs" { input = "3" }
resource "bedrock_model_customization_job" "test" {
  job_name_prefix          = "tickets-"
  custom_model_name_prefix = "tickets-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = %q
  hyper_parameters         = { epochCount = terraform_data.epochs.output }
  training_tokens          = 1000
  training_data_config     = { s3_uri = %q }
  output_data_config       = { s3_uri = "s3://%s/output/" }
  wait_for                 = "created"
  deletion_policy          = "DELETE"
}`, training.RoleARN, training.DataURI, training.Bucket)})
	const address = "bedrock_model_customization_job.test"
	changes, planned := tf.PlanChanges()
	planned.Exits(t, 2)
	unknown, _ := changes[address].Change.AfterUnknown.(map[string]any)
	if unknown["trained_tokens_estimate"] != true {
		t.Errorf("it is planned as %v", changes[address].Change.After)
	}
	tf.Run("apply", "changes.tfplan").OK(t)
	if got := fmt.Sprint(tf.State()[address].AttributeValues["trained_tokens_estimate"]); got != "3000" {
		t.Errorf("the state has %s", got)
	}
}
