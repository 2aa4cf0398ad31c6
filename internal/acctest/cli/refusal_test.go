// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// What is wrong is refused at plan: the error shows the argument, names the rule and says what to do instead. Nothing is
// created.
func TestRefusal_atPlanNamesTheArgumentTheRuleAndTheFix(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		argument, value string
		says            []string
	}{
		"legacy model": {
			"base_model_identifier", `"amazon.titan-text-express-v1:0:8k"`,
			[]string{"LEGACY", "Choose an ACTIVE model. Models that do: amazon.nova-"},
		},
		"embedding model": {
			"base_model_identifier", `"amazon.titan-embed-text-v2:0"`,
			[]string{"does not support FINE_TUNING in us-east-1", "Models that do: amazon.nova-"},
		},
		"misspelt model": {
			"base_model_identifier", `"amazon.nova-mikro-v1:0"`,
			[]string{`no foundation model "amazon.nova-mikro-v1:0" in us-east-1`, "amazon.nova-micro-v1:0"},
		},
		"inference profile": {
			"base_model_identifier", `"us.amazon.nova-lite-v1:0"`,
			[]string{"must not be an inference profile", `Use the model itself: "amazon.nova-lite-v1:0"`},
		},
		"region that AWS does not have": {
			"region", `"us-east-11"`, []string{`"us-east-11" is no AWS region`, "Correct the name", "skip_region_validation"},
		},
		"user for a role": {
			"role_arn", `"arn:aws:iam::123456789012:user/somebody"`, []string{"must be an ARN such as arn:aws:iam::123456789012:role/NAME"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config, err := acctest.SetArguments(training(fixedName), jobType, "tickets", map[string]string{test.argument: test.value})
			if err != nil {
				t.Fatal(err)
			}
			b := newWorkbench(t, config)
			result := b.Plan().Exits(t, 1).Says(t, test.says...)
			if line := test.argument + " ="; !strings.Contains(strings.Join(strings.Fields(result.Stderr), " "), line) {
				t.Errorf("the error does not show the line of %s\n%s", test.argument, result)
			}
		})
	}
}

func TestRefusal_ofTheProvidersRegionNamesTheFix(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	b.Setenv("AWS_REGION", "us-east-11")
	b.Plan().Exits(t, 1).Says(t, `"us-east-11" is no AWS region`, "Correct the name")
	b.Setenv("AWS_REGION", "")
	b.Plan().Exits(t, 1).Says(t, "No AWS region is configured", "Set region in the provider block, or the environment variable AWS_REGION")
}

func TestRefusal_ofAUsedJobNameNamesTheJobThatHasIt(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training("job_name = \"tickets\"\nwait_for = \"created\"\n"))
	b.Apply().OK(t)
	arn, _ := b.expectJob(t)["arn"].(string)

	other := acctest.NewTerraform(t, b.cloud, map[string]string{"provider.tf": providerBlock, "main.tf": training(fixedName)})
	other.Plan().Exits(t, 1).Says(t, `job_name = "tickets"`, arn, "AWS never frees the name of a job",
		"terraform import ADDRESS "+arn, "choose another job_name", "use job_name_prefix")
}

// Without credentials five objects print the long explanation once, and one line each that refers to it.
func TestRefusal_withoutCredentialsIsExplainedOnce(t *testing.T) {
	t.Parallel()
	const explanation, reference = "The provider tries, in this order:", "told in full once in this output"
	for name, config := range map[string]string{
		"jobs": training(`
  for_each        = toset(["a", "b", "c", "d", "e"])
  job_name_prefix = each.key
`),
		"buckets": `
resource "bedrock_data_bucket" "data" {
  for_each = toset(["a", "b", "c", "d", "e"])
  bucket   = "no-credentials-${each.key}"
}
`,
		"roles": `
resource "bedrock_service_role" "training" {
  for_each      = toset(["a", "b", "c", "d", "e"])
  name          = "no-credentials-${each.key}"
  purpose       = "model_customization"
  training_data = ["s3://training-data/train.jsonl"]
  output_data   = "s3://training-data/output/"
}
`,
		"models": `
data "bedrock_foundation_model" "models" {
  for_each = toset(["amazon.nova-pro-v1:0", "amazon.nova-lite-v1:0", "amazon.nova-micro-v1:0", "a.b", "c.d"])
  model_id = each.key
}
`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newWorkbench(t, config)
			b.Setenv("AWS_ACCESS_KEY_ID", "")
			b.Setenv("AWS_SECRET_ACCESS_KEY", "")
			result := b.Apply().Exits(t, 1)
			full, short := strings.Count(result.Text(), explanation), strings.Count(result.Text(), reference)
			if full != 1 || short != 4 {
				t.Errorf("%d explanations, %d references\n%s", full, short, result)
			}
			if sent := b.requests(); len(sent) > 0 {
				t.Errorf("sent %+v", sent)
			}
		})
	}
}

// What needs nothing of AWS to be planned is not planned either where nothing can be done there, whatever its type; and what is
// in the state is not forgotten with the credentials of another account, whatever the policy and with no refresh.
func TestRefusal_ofCredentialsStopsEveryTypeAtPlan(t *testing.T) {
	t.Parallel()
	const everything = `
resource "bedrock_foundation_model_agreement" "model" {
  model_id    = "cohere.embed-english-v3"
  accept_eula = true
}

resource "bedrock_data_bucket" "data" {
  bucket          = "every-type-stops"
  deletion_policy = "ABANDON"
}

resource "bedrock_dataset" "records" {
  bucket          = bedrock_data_bucket.data.bucket
  key             = "train.jsonl"
  format          = "prompt_completion"
  records         = [for n in range(8) : jsonencode({ prompt = "p${n}", completion = "c" })]
  deletion_policy = "ABANDON"
}

resource "bedrock_service_role" "role" {
  name            = "AmazonBedrock-every-type"
  purpose         = "model_customization"
  training_data   = ["s3://every-type-stops/"]
  output_data     = "s3://every-type-stops/out/"
  deletion_policy = "ABANDON"
}
`
	b := newWorkbench(t, everything)
	guarded := strings.Replace(providerBlock, `poll_interval = "1s"`, `allowed_account_ids = ["111111111111"]`, 1)
	b.Write(map[string]string{"provider.tf": guarded})
	if result := b.Plan().Exits(t, 1); strings.Count(result.Text(), "allowed_account_ids of the provider block rules out") != 3 {
		t.Errorf("not every type stops, the data set with its bucket\n%s", result)
	}
	b.Write(map[string]string{"provider.tf": providerBlock})
	b.Apply().OK(t)
	objects := len(b.State())

	b.Setenv("AWS_ACCESS_KEY_ID", "AKIA210987654321EXAM")
	result := b.Run("destroy", "-auto-approve", "-refresh=false", "-no-color").Exits(t, 1).Says(t, "of another account")
	if left := len(b.State()); left != objects {
		t.Errorf("%d of %d objects are still in the state\n%s", left, objects, result)
	}
}

// The credentials of an account that the provider block rules out are refused before anything is asked or made there.
func TestRefusal_ofTheAccountNamesTheArgument(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	guarded := strings.Replace(providerBlock, `poll_interval = "1s"`, `allowed_account_ids = ["111111111111"]`, 1)
	b.Write(map[string]string{"provider.tf": guarded})
	b.Plan().Exits(t, 1).Says(t, "123456789012", "allowed_account_ids of the provider block rules out", "or correct the argument")
	for _, entry := range b.requests() {
		if entry.Operation != "GetCallerIdentity" {
			t.Errorf("sent %s", entry.Operation)
		}
	}
}
