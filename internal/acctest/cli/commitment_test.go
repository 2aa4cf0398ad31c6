// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

const units = "bedrock_provisioned_model_throughput.support"

const commitment = `
resource "bedrock_provisioned_model_throughput" "support" {
  provisioned_model_name = "support"
  model_id               = "amazon.nova-micro-v1:0:128k"
  model_units            = 1
  commitment_duration    = "SixMonths"
}
`

// allowing is a provider block that allows commitments.
func allowing() string {
	return strings.Replace(providerBlock, `poll_interval = "1s"`, "poll_interval = \"1s\"\n  allow_commitments = true", 1)
}

// A commitment is bought only where the provider allows it, and left to run where the configuration says so.
func TestCommitment_isBoughtOnPurpose(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": providerBlock, "main.tf": commitment})
	tf.Plan().Exits(t, 1).Says(t, "Buying what cannot be cancelled", "allow_commitments = true")
	tf.Write(map[string]string{"provider.tf": allowing()})
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) }).OK(t)
	tf.Plan("-detailed-exitcode").Exits(t, 0)

	tf.Plan("-destroy").Exits(t, 2).Says(t, "Destroying what is committed", "ABANDON")
	tf.Write(map[string]string{"main.tf": strings.Replace(commitment, "model_units ", "deletion_policy = \"ABANDON\"\n  model_units ", 1)})
	tf.Apply("-target=" + units).OK(t)
	tf.Destroy().OK(t).Says(t, "is committed and paid until")
	if state := tf.State(); len(state) > 0 {
		t.Errorf("still in the state: %v", state)
	}
}

// A commitment that runs is not bought a second time and not asked to be deleted, whatever Terraform calls it and in whatever order it
// would do so; and no way leaves a root that does not plan.
func TestCommitment_outlivesEveryRoute(t *testing.T) {
	t.Parallel()
	const again, before = "Buying a second commitment", "Destroying what is committed"
	for name, order := range map[string]string{"destroyed first": "", "created first": "create_before_destroy = true\n    "} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			const trigger = "\nresource \"terraform_data\" \"trigger\" { input = \"first\" }\n"
			config := strings.Replace(commitment, "\n}\n",
				"\n  lifecycle {\n    "+order+"replace_triggered_by = [terraform_data.trigger]\n  }\n}\n", 1) + trigger
			tf := acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": allowing(), "main.tf": config})
			tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) }).OK(t)
			tf.Plan().OK(t)

			for _, route := range []struct {
				name, command, config, says string
			}{
				{"destroy", "destroy", config, before},
				{"removed block", "apply", trigger, before},
				{"argument", "apply", strings.Replace(config, "model_units            = 1", "model_units = 2", 1), again},
				{"-replace", "apply -replace=" + units, config, again},
				{"replace_triggered_by", "apply", strings.Replace(config, `"first"`, `"second"`, 1), again},
				{"taint", "taint " + units, config, again},
			} {
				tf.Write(map[string]string{"main.tf": route.config})
				command := strings.Fields(route.command)
				if route.name == "taint" {
					tf.Run(command...).OK(t)
					command = []string{"apply"}
				}
				if result := tf.Run(append(command, "-auto-approve")...); result.Code != 1 || !strings.Contains(result.Text(), route.says) {
					t.Errorf("%s: %s", route.name, result)
				}
				if route.name == "taint" {
					tf.Run("untaint", units).OK(t)
				}
				tf.Write(map[string]string{"main.tf": config})
				if result := tf.Plan(); result.Code != 0 {
					t.Errorf("the root after %s: %s", route.name, result)
				}
			}
			bought, asked := cloud.Count("CreateProvisionedModelThroughput"), cloud.Count("DeleteProvisionedModelThroughput")
			if bought != 1 || asked != 0 {
				t.Errorf("bought %d times, asked to delete it %d times", bought, asked)
			}
		})
	}
}
