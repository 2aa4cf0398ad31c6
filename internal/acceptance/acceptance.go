// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package acceptance runs the provider on a real AWS account: what it does there, what that costs, and the proxy that reads AWS's
// answers along. Terraform and the provider are those that users have, and know nothing of it.
//
// The tests of this package do the work: TestAcc on the account of whoever runs `make testacc`, TestSimulated on the simulator as if it
// were AWS, and TestSweep removes what a run has left behind.
package acceptance

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

// Prefix begins the name of everything that a run makes.
const Prefix = "bedrock-acc-"

// Class is how much a run may cost.
type Class string

// The classes, each of which has what the ones before it have.
const (
	Free     Class = "free"
	Paid     Class = "paid"
	Training Class = "training"
)

var classes = []Class{Free, Paid, Training}

// ParseClass reads the name of a class; empty is Free.
func ParseClass(name string) (Class, error) {
	if name == "" {
		return Free, nil
	}
	if c := Class(name); slices.Contains(classes, c) {
		return c, nil
	}
	return "", fmt.Errorf("BEDROCK_ACC_COST is %q: free, paid and training are known", name)
}

// Allows says whether a run of this class does what belongs to another one.
func (c Class) Allows(other Class) bool {
	return slices.Index(classes, other) <= slices.Index(classes, c)
}

// Step is one part of a run: a configuration that is applied, planned again, and destroyed.
type Step struct {
	Name  string
	Class Class
	// Does says what the step asks AWS for and makes there.
	Does string
	// Costs says what AWS bills for it.
	Costs string
	// Types are those whose permissions it takes, as the pages have them; data sources begin with data.
	Types []string
}

const nothing = "nothing"

// Steps are the parts of a run in their order.
var Steps = []Step{
	{
		Name: "catalogue", Class: Free, Costs: nothing,
		Does: "lists the foundation models and the inference profiles of AWS, and looks Nova Micro up in both",
		Types: []string{
			"data.bedrock_foundation_model", "data.bedrock_foundation_models", "data.bedrock_inference_profiles",
			"data.bedrock_inference_profile", "data.bedrock_invocation_target",
		},
	},
	{
		Name: "access", Class: Free, Costs: nothing,
		Does: "asks whether models may be used, what their agreements say, and whether the use case form was filed; signs and files nothing",
		Types: []string{
			"data.bedrock_foundation_model_availability", "data.bedrock_foundation_model_agreement_offers",
			"data.bedrock_use_case_for_model_access",
		},
	},
	{
		Name: "prices", Class: Free, Costs: nothing,
		Does:  "asks the Price List for the prices of Nova Micro",
		Types: []string{"data.bedrock_model_prices"},
	},
	{
		Name: "lists", Class: Free, Costs: nothing,
		Does: "lists what the account has: custom and imported models, deployments, throughputs, copies, evaluations",
		Types: []string{
			"data.bedrock_custom_models", "data.bedrock_imported_models", "data.bedrock_custom_model_deployments",
			"data.bedrock_provisioned_model_throughputs", "data.bedrock_custom_model_copies", "data.bedrock_evaluation_jobs",
		},
	},
	{
		Name: "wiring", Class: Free,
		Does:  "makes a bucket, a data set of two records in it and a role for training, and deletes them",
		Costs: "a few dozen requests to S3: less than 0.001 USD",
		Types: []string{"bedrock_data_bucket", "bedrock_dataset", "bedrock_service_role"},
	},
	{
		Name: "profile", Class: Free, Costs: nothing,
		Does:  "makes an application inference profile with tags, and deletes it; nothing is sent through it",
		Types: []string{"bedrock_inference_profile"},
	},
	{
		Name: Refusals, Class: Free, Costs: nothing,
		Does: "asks for things that do not exist, and for jobs with a base model that does not exist, which AWS refuses before anything is paid",
		Types: []string{
			"bedrock_model_customization_job", "bedrock_model_invocation_job", "data.bedrock_custom_model", "data.bedrock_evaluation_job",
			"data.bedrock_imported_model", "data.bedrock_custom_model_deployment", "data.bedrock_provisioned_model_throughput",
			"data.bedrock_custom_model_copy", "bedrock_imported_model",
		},
	},
	{
		Name: "inference", Class: Paid,
		Does:  "asks Nova Micro one short question and keeps the answer in the state of the run",
		Costs: "about 50 tokens: less than 0.0001 USD",
		Types: []string{"bedrock_converse"},
	},
	{
		Name: "training", Class: Training,
		Does: "fine-tunes Nova Micro on ten short records, and deletes the model; the record of the job stays in the account, as " +
			"AWS deletes none",
		Costs: "the training of about 500 tokens and the storage of a model for less than an hour: less than 0.01 USD, unless AWS bills a " +
			"least amount",
		Types: []string{"bedrock_data_bucket", "bedrock_dataset", "bedrock_service_role", "bedrock_model_customization_job"},
	},
}

// Refusals is the step without a configuration: the provider refuses at plan what it asks for.
const Refusals = "refusals"

//go:embed steps/*.tf
var configurations embed.FS

// Configuration is the Terraform configuration of a step; empty where it has none.
func (s Step) Configuration() (string, error) {
	if s.Name == Refusals {
		return "", nil
	}
	common, err := configurations.ReadFile("steps/provider.tf")
	if err != nil {
		return "", err
	}
	own, err := configurations.ReadFile("steps/" + s.Name + ".tf")
	return string(common) + "\n" + string(own), err
}

// Announce says what a run of a class does and costs, before it does anything.
func Announce(class Class) string {
	var text strings.Builder
	fmt.Fprintf(&text, "A run of the class %q does this in us-east-1, in this order:\n\n", class)
	for _, s := range Steps {
		if class.Allows(s.Class) {
			fmt.Fprintf(&text, "  %-10s %s.\n  %-10s Costs: %s.\n", s.Name, s.Does, "", s.Costs)
		}
	}
	fmt.Fprintf(&text, "\nEverything it makes has a name that begins with %s and the tag created-by = %s, and is deleted at the end. After a "+
		"kill, `make sweep` does that. AWS's answers are kept without account, names and ids in %s.\n", Prefix, Tag, Kept)
	return text.String()
}

// Tag is the value of the tag created-by of everything that a run makes.
const Tag = "terraform-provider-bedrock-acceptance"

// Kept is where the answers of AWS are kept.
const Kept = "internal/simulator/testdata/aws/<date>"
