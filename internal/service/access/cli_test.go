// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
	_ "github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry" // another provider is another result
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const providerBlock = `
terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

provider "bedrock" {
  poll_interval = "1s"
}
`

// theForm takes the company's data from a variable that nothing stores.
const theForm = `
variable "company" {
  type      = object({ name = string, website = string, industry = string, purpose = string })
  ephemeral = true
}

resource "bedrock_use_case_for_model_access" "this" {
  form_data_wo = {
    company_name    = var.company.name
    company_website = var.company.website
    intended_users  = "0"
    industry_option = var.company.industry
    use_cases       = var.company.purpose
  }
}
`

// sinceTheForm is the minor version that has such variables.
const sinceTheForm = 11

const company = `{"name":"Apiary GmbH","website":"https://www.apiary.example","industry":"Agriculture",` +
	`"purpose":"Counting the bees of hive 4711."}`

// models are all models of some vendors, without their context variants.
func models(t *testing.T, cloud *acctest.Cloud, vendors ...string) (ids []string) {
	t.Helper()
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	out, err := client.ListFoundationModels(t.Context(), &bedrock.ListFoundationModelsInput{})
	if err != nil {
		t.Fatal(err)
	}
	for _, model := range out.ModelSummaries {
		onlyProvisioned := len(model.InferenceTypesSupported) == 1 && model.InferenceTypesSupported[0] == "PROVISIONED"
		if (vendors == nil || slices.Contains(vendors, *model.ProviderName)) && !onlyProvisioned {
			ids = append(ids, *model.ModelId)
		}
	}
	return ids
}

// enableAll is a configuration that opens models, and notices those that it does not list.
func enableAll(ids []string, lines string) string {
	list, err := json.Marshal(ids)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf(`
locals {
  models = toset(%s)
}

resource "bedrock_foundation_model_agreement" "each" {
  for_each = local.models

  model_id    = each.key
  accept_eula = true
  %s
}

data "bedrock_foundation_models" "all" {
}

check "every_model_is_listed" {
  assert {
    condition     = length(setsubtract(data.bedrock_foundation_models.all.model_ids, local.models)) == 0
    error_message = "There are models that the list does not have."
  }
}
`, list, lines)
}

// begin is a Terraform in an account that has never used Bedrock.
func begin(t *testing.T, cloud *acctest.Cloud, config string) *acctest.Terraform {
	t.Helper()
	tf := acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": providerBlock, "main.tf": config})
	tf.Setenv("TF_VAR_company", company)
	return tf
}

// applyWhileTimeFlies applies at a minute of virtual time for each fifth of a second.
func applyWhileTimeFlies(tf *acctest.Terraform, cloud *acctest.Cloud) acctest.Result {
	return tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(time.Minute) })
}

func TestEnableAll_opensEveryModelOfThreeVendors(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	ids := models(t, cloud, "Amazon", "Anthropic", "Cohere")
	tf := begin(t, cloud, theForm+enableAll(ids, "depends_on = [bedrock_use_case_for_model_access.this]")).Since(sinceTheForm)
	result := applyWhileTimeFlies(tf, cloud).OK(t)
	t.Logf("%d models in %s", len(ids), result.Took.Round(time.Millisecond))
	result.Says(t, "Check block assertion failed", "There are models that the list does not have.") // those of the other vendors

	withTerms := 0
	for address, resource := range tf.State() {
		if address == "bedrock_use_case_for_model_access.this" {
			continue
		}
		if status := resource.AttributeValues["agreement_status"]; status != "AVAILABLE" || resource.Tainted {
			t.Errorf("%s is %v, tainted: %t", address, status, resource.Tainted)
		}
		if resource.AttributeValues["agreement_required"] == true {
			withTerms++
		}
	}
	agreed := 0
	for _, object := range cloud.Objects() {
		if object.Type == "foundation-model-agreement" && object.Status == "AVAILABLE" {
			agreed++
		}
	}
	if got := len(tf.State()) - 1; got != len(ids) || agreed != withTerms || withTerms < 20 {
		t.Errorf("%d models are in the state, want %d; AWS has %d agreements, the state %d", got, len(ids), agreed, withTerms)
	}
	if got := cloud.Count("PutUseCaseForModelAccess"); got != 1 {
		t.Errorf("the form was sent %d times", got)
	}
	tf.Plan().OK(t)
}

func TestEnableAll_withoutTheFormIsOneErrorAndNothingByHalves(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	ids := models(t, cloud, "Amazon", "Anthropic", "Cohere")
	tf := begin(t, cloud, enableAll(ids, "")).Since(sinceTheForm)
	text := applyWhileTimeFlies(tf, cloud).Exits(t, 1).Text()

	anthropic := 0
	for _, id := range ids {
		if strings.HasPrefix(id, "anthropic.") {
			anthropic++
		}
	}
	explained := strings.Count(text, "the use-case form is missing. AWS says: AccessDeniedException: You have not filled out")
	mentioned := strings.Count(text, "the use-case form is missing, as told in full for another model.")
	if explained != 1 || mentioned != anthropic-1 || strings.Count(text, "Error: ") != anthropic {
		t.Errorf("explained %d times and mentioned %d times for %d models\n%s", explained, mentioned, anthropic, text)
	}
	state := tf.State()
	if len(state) != len(ids)-anthropic {
		t.Errorf("%d models are in the state, want %d", len(state), len(ids)-anthropic)
	}
	for address, resource := range state {
		if strings.Contains(address, "anthropic") || resource.Tainted || resource.AttributeValues["agreement_status"] != "AVAILABLE" {
			t.Errorf("%s is in the state: %v", address, resource.AttributeValues)
		}
	}

	tf.Write(map[string]string{"main.tf": theForm + enableAll(ids, "depends_on = [bedrock_use_case_for_model_access.this]")})
	applyWhileTimeFlies(tf, cloud).OK(t)
	tf.Plan().OK(t)
	if got := len(tf.State()) - 1; got != len(ids) {
		t.Errorf("%d models are in the state, want %d", got, len(ids))
	}
}

// A refresh of many models asks for each of them once, and is not thrown off when AWS limits the rate.
func TestEnableAll_isRefreshedWithOneCallForEachModel(t *testing.T) {
	t.Parallel()
	const many = 60
	cloud := acctest.NewCloud(t)
	ids := slices.DeleteFunc(models(t, cloud), func(id string) bool { return strings.HasPrefix(id, "anthropic.") })[:many]
	tf := begin(t, cloud, enableAll(ids, ""))
	applyWhileTimeFlies(tf, cloud).OK(t)

	before := len(cloud.Journal())
	tf.Plan("-parallelism=60").OK(t)
	counts := map[string]int{}
	for _, entry := range cloud.Journal()[before:] {
		counts[entry.Operation]++
	}
	want := map[string]int{"ListFoundationModels": 1, "GetFoundationModelAvailability": many, "GetCallerIdentity": 1}
	if !maps.Equal(counts, want) {
		t.Errorf("a plan of %d models sent %v, want %v", many, counts, want)
	}

	cloud.AddFault(simulator.Fault{Operation: "GetFoundationModelAvailability", Action: "throttle", Times: 16})
	tf.Plan("-parallelism=60").OK(t)
}

func TestWriteOnlyForm_isNowhereButInTheRequest(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	tf := begin(t, cloud, theForm).Since(sinceTheForm)
	tf.Setenv("TF_LOG", "TRACE")
	outputs := map[string]acctest.Result{
		"plan":    tf.Plan("-out=form.tfplan").Exits(t, 2),
		"show":    tf.Run("show", "-json", "form.tfplan").OK(t),
		"apply":   tf.Run("apply", "form.tfplan"),
		"state":   tf.Run("state", "pull").OK(t),
		"refresh": tf.Plan().OK(t),
	}
	outputs["apply"].OK(t)
	if result := outputs["apply"]; !strings.Contains(result.Stderr, "PutUseCaseForModelAccess") {
		t.Error("the log does not tell of the request, so it shows nothing")
	}
	tf.Setenv("TF_VAR_company", strings.ReplaceAll(company, "bees", "wasps"))
	outputs["warning"] = tf.Plan().Exits(t, 2).Says(t, "differs in: use_cases.", "cannot be applied")
	outputs["refusal"] = tf.Apply().Exits(t, 1).Says(t, "differs in: use_cases.")
	for name, result := range outputs {
		for _, secret := range desk.Secrets() {
			for stream, text := range map[string]string{"output": result.Stdout, "log": result.Stderr} {
				if i := strings.Index(text, secret); i >= 0 {
					t.Errorf("the %s of %s says %q: %s", stream, name, secret, text[max(0, i-200):min(len(text), i+100)])
				}
			}
		}
	}
	if got := cloud.Count("PutUseCaseForModelAccess"); got != 1 {
		t.Errorf("the form was sent %d times", got)
	}
}

// What that test looks for is there to be found where the form is not write-only.
func TestPlainForm_isInPlanAndState(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	plain := strings.NewReplacer("form_data_wo", "form_data", "  ephemeral = true\n", "").Replace(theForm)
	tf := begin(t, cloud, plain)
	tf.Plan().Exits(t, 2).Says(t, desk.Secrets()...)
	tf.Apply().OK(t)
	tf.Run("state", "pull").OK(t).Says(t, desk.Secrets()...)
}

// The example of a gate in the pipeline stops a plan, and says why.
func TestPipelineGate_stopsThePlanForAClosedModel(t *testing.T) {
	t.Parallel()
	gate, err := os.ReadFile("../../../examples/model-access/ci-gate/main.tf")
	if err != nil {
		t.Fatal(err)
	}
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": string(gate)})
	tf.Plan().OK(t)
	tf.Setenv("TF_VAR_model_ids", `["amazon.nova-lite-v1:0", "cohere.embed-v4:0"]`)
	tf.Plan().Exits(t, 1).Says(t, "agreement (NOT_AVAILABLE): the account has not accepted the terms of cohere.embed-v4:0.")
	for _, entry := range cloud.Journal() {
		if entry.Operation != "GetFoundationModelAvailability" {
			t.Errorf("sent %s, for which a pipeline would need another permission", entry.Operation)
		}
	}
}

func TestAgreement_isImportedAndDestroyedAsTheConfigurationSays(t *testing.T) {
	t.Parallel()
	const config = `
resource "bedrock_foundation_model_agreement" "this" {
  model_id        = "cohere.embed-v4:0"
  accept_eula     = true
  deletion_policy = "%s"
}
`
	d := newDesk(t)
	d.Accept(desk.Embed)
	d.Cloud.Advance(time.Hour)
	tf := begin(t, d.Cloud, fmt.Sprintf(config, "ABANDON"))
	tf.Run("import", "bedrock_foundation_model_agreement.this", desk.Embed).OK(t)
	tf.Plan().OK(t)
	tf.Destroy().OK(t).Says(t, "the agreement for cohere.embed-v4:0 still exists in AWS")
	if got := d.Status(desk.Embed); got != "AVAILABLE" {
		t.Errorf("ABANDON: the agreement is %s", got)
	}

	tf.Write(map[string]string{"main.tf": fmt.Sprintf(config, "PREVENT")})
	tf.Apply().OK(t) // takes it over
	tf.Destroy().Exits(t, 1).Says(t, "deletion_policy is PREVENT")

	tf.Write(map[string]string{"main.tf": fmt.Sprintf(config, "DELETE")})
	tf.Apply().OK(t)
	tf.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, func() { d.Cloud.Advance(time.Minute) }).OK(t)
	if got := d.Status(desk.Embed); got != "NOT_AVAILABLE" {
		t.Errorf("DELETE: the agreement is %s", got)
	}
	d.WantWrites(map[string]int{"CreateFoundationModelAgreement": 1, "DeleteFoundationModelAgreement": 1})
}

// An offer that is not accepted, because the account has an agreement, is accepted by whoever does what the warning says. Nothing
// else is cancelled or destroyed for it.
func TestAgreement_acceptsAnotherOfferAsTheWarningSays(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	agreed := func(lines string) string {
		return `
data "bedrock_foundation_model_agreement_offers" "embed" {
  model_id   = "cohere.embed-v4:0"
  offer_type = "ALL"
}

resource "bedrock_foundation_model_agreement" "embed" {
  model_id    = "cohere.embed-v4:0"
  accept_eula = true
` + lines + `
}

resource "bedrock_foundation_model_agreement" "other" {
  model_id        = "cohere.rerank-v3-5:0"
  accept_eula     = true
  deletion_policy = "DELETE"
}
`
	}
	private := `offer_id = data.bedrock_foundation_model_agreement_offers.embed.offers[1].offer_id
`
	tf := begin(t, cloud, agreed(""))
	applyWhileTimeFlies(tf, cloud).OK(t)
	tf.Run("state", "rm", "bedrock_foundation_model_agreement.embed").OK(t)
	tf.Write(map[string]string{"main.tf": agreed(private)})
	applyWhileTimeFlies(tf, cloud).OK(t).Says(t, "offer_id is not used", `set deletion_policy to "DELETE" and apply`,
		"apply with -replace=bedrock_foundation_model_agreement.NAME")

	tf.Write(map[string]string{"main.tf": agreed(private + "deletion_policy = \"DELETE\"\n")})
	applyWhileTimeFlies(tf, cloud).OK(t)
	replace := tf.Start("apply", "-auto-approve", "-replace=bedrock_foundation_model_agreement.embed")
	replace.Meanwhile(200*time.Millisecond, func() { cloud.Advance(time.Minute) }).OK(t)
	if terms := tf.State()["bedrock_foundation_model_agreement.embed"].AttributeValues["legal_terms_url"]; !strings.HasSuffix(
		terms.(string), "private.pdf") {
		t.Errorf("the terms are at %v, want those of the offer that is named", terms)
	}
	for operation, want := range map[string]int{"CreateFoundationModelAgreement": 3, "DeleteFoundationModelAgreement": 1} {
		if got := cloud.Count(operation); got != want {
			t.Errorf("%s was called %d times, want %d", operation, got, want)
		}
	}
}
