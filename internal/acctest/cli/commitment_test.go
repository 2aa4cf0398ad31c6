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

// A commitment that runs is not bought a second time, whatever Terraform calls it, and not asked to be deleted.
func TestCommitment_isNeverReplaced(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	allowed := strings.Replace(providerBlock, `poll_interval = "1s"`, "poll_interval = \"1s\"\n  allow_commitments = true", 1)
	tf := acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": providerBlock, "main.tf": commitment})
	tf.Plan().Exits(t, 1).Says(t, "Buying what cannot be cancelled", "allow_commitments = true")
	tf.Write(map[string]string{"provider.tf": allowed})
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) }).OK(t)
	tf.Plan("-detailed-exitcode").Exits(t, 0)

	for name, config := range map[string]string{
		"other units": strings.Replace(commitment, "model_units            = 1", "model_units = 2", 1),
		"both at once": strings.Replace(commitment, "commitment_duration    = \"SixMonths\"",
			"commitment_duration = \"OneMonth\"\n  lifecycle { create_before_destroy = true }", 1),
	} {
		tf.Write(map[string]string{"main.tf": config})
		if result := tf.Plan(); !strings.Contains(result.Text(), "Buying a second commitment") {
			t.Errorf("%s: %s", name, result)
		}
	}
	tf.Write(map[string]string{"main.tf": commitment})
	tf.Plan("-replace="+units).Exits(t, 1).Says(t, "Buying a second commitment")
	tf.Run("taint", units).OK(t)
	tf.Plan().Exits(t, 1).Says(t, "Buying a second commitment", "terraform untaint")
	tf.Run("untaint", units).OK(t)

	tf.Plan("-destroy").Exits(t, 2).Says(t, "Destroying what is committed", "ABANDON")
	tf.Write(map[string]string{"main.tf": ""})
	tf.Plan().Exits(t, 2).Says(t, "Destroying what is committed")
	tf.Apply().Exits(t, 1).Says(t, "Destroying what is committed", "is committed until")
	bought, asked := cloud.Count("CreateProvisionedModelThroughput"), cloud.Count("DeleteProvisionedModelThroughput")
	if bought != 1 || asked != 0 {
		t.Errorf("bought %d times, asked to delete it %d times", bought, asked)
	}
	tf.Write(map[string]string{"main.tf": strings.Replace(commitment, "model_units ", "deletion_policy = \"ABANDON\"\n  model_units ", 1)})
	tf.Apply("-target=" + units).OK(t)
	tf.Destroy().OK(t).Says(t, "is committed and paid until")
	if state := tf.State(); len(state) > 0 {
		t.Errorf("still in the state: %v", state)
	}
}
