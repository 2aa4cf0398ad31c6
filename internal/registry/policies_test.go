// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const policyHeader = `
terraform {
  required_providers { bedrock = { source = "terraform-provider-bedrock/bedrock" } }
}
provider "bedrock" {
  region            = "us-east-1"
  allow_commitments = true
}
`

// The rules in examples/policies refuse what they say of plans of ours, and nothing else.
func TestPolicies(t *testing.T) {
	t.Parallel()
	program := os.Getenv("POLICIES")
	if program == "" {
		t.Skip("make policies runs it: Open Policy Agent takes minutes to build")
	}
	for name, test := range map[string]struct {
		config string
		want   []string
	}{
		"what they allow": {policyHeader + `
			resource "bedrock_data_bucket" "data" {
			  bucket     = "support-data"
			  kms_key_id = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
			}
			resource "bedrock_provisioned_model_throughput" "cheap" {
			  provisioned_model_name = "cheap"
			  model_id               = "` + supportModel + `"
			  model_units            = 1
			  cost_estimate          = { one_time = "0", monthly = "500", currency = "USD" }
			}`, nil},
		"commitments": {policyHeader + `
			resource "bedrock_provisioned_model_throughput" "long" {
			  provisioned_model_name = "long"
			  model_id               = "` + supportModel + `"
			  model_units            = 1
			  commitment_duration    = "SixMonths"
			  cost_estimate          = { one_time = "0", monthly = "1", currency = "USD" }
			}`, []string{
			"no_commitment: bedrock_provisioned_model_throughput.long: commits to SixMonths, which nobody can cancel",
		}},
		"keys and regions": {policyHeader + `
			resource "bedrock_data_bucket" "open" { bucket = "support-open" }
			resource "bedrock_data_bucket" "far" {
			  bucket     = "support-far"
			  region     = "us-west-2"
			  kms_key_id = "arn:aws:kms:us-west-2:123456789012:key/11111111-2222-3333-4444-555555555555"
			}`, []string{
			"kms_required: bedrock_data_bucket.open: has no kms_key_id",
			"region_allow_list: bedrock_data_bucket.far: is in us-west-2, which is not allowed",
		}},
		// Each is below any limit by itself, and the sum is exact.
		"the sum of costs": {policyHeader + `
			resource "bedrock_provisioned_model_throughput" "part" {
			  count                  = 3
			  provisioned_model_name = "part-${count.index}"
			  model_id               = "` + supportModel + `"
			  model_units            = 1
			  cost_estimate          = { one_time = "0", monthly = "166.67", currency = "USD" }
			}`, []string{
			"sum_of_costs: the plan costs 500.01 USD (monthly), and the limit is 500",
		}},
		"what nobody knows": {policyHeader + `
			resource "bedrock_provisioned_model_throughput" "euros" {
			  provisioned_model_name = "euros"
			  model_id               = "` + supportModel + `"
			  model_units            = 1
			  cost_estimate          = { one_time = "0", monthly = "1", currency = "EUR" }
			}
			resource "bedrock_provisioned_model_throughput" "silent" {
			  provisioned_model_name = "silent"
			  model_id               = "` + supportModel + `"
			  model_units            = 1
			}`, []string{
			"sum_of_costs: bedrock_provisioned_model_throughput.euros: monthly is not known in USD",
			"sum_of_costs: bedrock_provisioned_model_throughput.euros: one_time is not known in USD",
			"sum_of_costs: bedrock_provisioned_model_throughput.silent: monthly is not known in USD",
			"sum_of_costs: bedrock_provisioned_model_throughput.silent: one_time is not known in USD",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			cloud.GiveModel(simulator.GivenModel{ARN: supportModel, Name: "support-assistant"})
			tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": test.config})
			if diff := cmp.Diff(test.want, refusals(t, program, tf)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	t.Run("the example", func(t *testing.T) {
		t.Parallel()
		files, _ := readExamples(t)
		want := []string{
			"kms_required: bedrock_data_bucket.training: has no kms_key_id",
			"kms_required: bedrock_model_customization_job.assistant: has no custom_model_kms_key_id",
		}
		got := refusals(t, program, acctest.NewTerraform(t, acctest.NewCloud(t), files).In("cost-and-safety"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// refusals is what the rules say of a plan.
func refusals(t *testing.T, program string, tf *acctest.Terraform) []string {
	t.Helper()
	tf.Plan("-out=tfplan").Exits(t, 2)
	plan := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(plan, []byte(tf.Run("show", "-json", "tfplan").OK(t).Stdout), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), program, "../../examples/policies", plan).Output()
	var exit *exec.ExitError
	isRefusal := errors.As(err, &exit) && exit.ExitCode() == 1
	if err != nil && !isRefusal {
		t.Fatalf("%v\n%s", err, stderr(err))
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(out) == 0 {
		lines = nil
	}
	if isRefusal != (lines != nil) {
		t.Errorf("the exit code says %v, and there are %d lines", isRefusal, len(lines))
	}
	return lines
}
