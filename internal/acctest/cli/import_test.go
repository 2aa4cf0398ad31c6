// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"fmt"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// What was imported plans empty, whichever way it was imported.
func TestImport_plansEmpty(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string]string{
		"few arguments": `job_name = "tickets"`,
		"many arguments": `
  job_name               = "tickets"
  hyper_parameters       = { epochCount = "3" }
  validation_data_config = { validators = [{ s3_uri = "s3://training-data/train.jsonl" }] }
  tags                   = { team = "support" }
  job_tags               = { purpose = "test" }
  lifecycle {
    prevent_destroy = true
  }
`,
	} {
		for way, importIt := range map[string]func(t *testing.T, b *workbench, arn string){
			"command with the ARN":  func(t *testing.T, b *workbench, arn string) { b.Run("import", job, arn).OK(t) },
			"command with the name": func(t *testing.T, b *workbench, _ string) { b.Run("import", job, "tickets").OK(t) },
			"block": func(t *testing.T, b *workbench, arn string) {
				b.Write(map[string]string{"import.tf": fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", job, arn)})
				b.Apply().OK(t).Says(t, "1 imported, 0 added, 0 changed, 0 destroyed")
			},
		} {
			t.Run(name+", "+way, func(t *testing.T) {
				t.Parallel()
				arguments := arguments + "\n  deletion_policy = null\n" // which an import does not know, and the first apply takes over
				b := newWorkbench(t, training(arguments))
				apply := b.Start("apply", "-auto-approve")
				apply.Until("the wait", b.waiting)
				b.cloud.Advance(trained)
				apply.Wait().OK(t)
				arn, _ := b.expectJob(t)["arn"].(string)

				other := *b
				other.Terraform = acctest.NewTerraform(t, b.cloud, map[string]string{"provider.tf": providerBlock, "main.tf": training(arguments)})
				importIt(t, &other, arn)
				if got := other.expectJob(t)["arn"]; got != arn {
					t.Errorf("imported %v, want %v", got, arn)
				}
				other.Plan().OK(t)
				other.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 1})
			})
		}
	}
}

func TestImport_ofWhatDoesNotExistIsAnError(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	const absent = "arn:aws:bedrock:us-east-1:123456789012:model-customization-job/amazon.nova-micro-v1:0:128k/abcdefghijkl"
	b.Run("import", job, absent).Exits(t, 1).Says(t, absent)
	b.Run("import", job, "absent").Exits(t, 1).Says(t, "absent")
	if len(b.State()) > 0 {
		t.Error("something is in the state")
	}
}
