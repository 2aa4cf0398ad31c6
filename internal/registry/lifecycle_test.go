// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// testedAddress is where terraform-plugin-testing serves the provider under test. OpenTofu would look elsewhere by itself.
const testedAddress = `
terraform {
  required_providers {
    bedrock = {
      source = "registry.terraform.io/hashicorp/bedrock"
    }
  }
}
`

// Every fixture lives its life in the real Terraform, whose own checks of a provider are stricter than ours: it is applied,
// plans empty, changes in place where it has an update, and leaves nothing behind.
func TestLifecycle(t *testing.T) {
	t.Parallel()
	for typ, c := range cases() {
		for _, fixtures := range [][]string{{"min"}, {"max", "update"}} {
			t.Run(strings.TrimPrefix(typ, "bedrock_")+"/"+strings.Join(fixtures, ","), func(t *testing.T) {
				t.Parallel()
				testLifecycle(t, c, fixtures)
			})
		}
	}
}

func testLifecycle(t *testing.T, c conformance.Case, fixtures []string) {
	t.Helper()
	acctest.TerraformProgram(t)
	cloud := acctest.NewCloud(t)
	if c.Prepare != nil {
		c.Prepare(t, cloud)
	}
	before := cloud.Objects()
	server := provider.NewServer("test", registry.All(), provider.WithClock(acctest.NewClock(cloud)))
	test := resource.TestCase{
		ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){"bedrock": server},
		CheckDestroy:             func(*terraform.State) error { return sameObjects(before, cloud.Objects()) },
	}
	for i, fixture := range fixtures {
		step := resource.TestStep{
			Config: testedAddress + c.Config(cloud).Block() + string(readFile(t, filepath.Join(c.Dir, fixture+".tf"))),
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PostApplyPreRefresh:  []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
		}
		if i > 0 && len(c.InPlace) > 0 {
			step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(c.Type+".test", plancheck.ResourceActionUpdate),
			}
		}
		if c.BeforeDelete != nil && i == len(fixtures)-1 {
			step.Check = func(state *terraform.State) error {
				c.BeforeDelete(t, cloud, state.RootModule().Resources[c.Type+".test"].Primary.Attributes[c.KeyAttribute()])
				return nil
			}
		}
		test.Steps = append(test.Steps, step)
	}
	resource.UnitTest(t, test)
}

// sameObjects says what was left behind, or taken away that somebody else had made. What a job writes to a bucket that
// somebody else has made is theirs.
func sameObjects(before, after []simulator.Object) error {
	written := func(o simulator.Object) bool {
		return !slices.Contains(before, o) && slices.ContainsFunc(before, func(bucket simulator.Object) bool {
			return bucket.Type == "bucket" && strings.HasPrefix(o.ARN, bucket.ARN+"/")
		})
	}
	if difference := cmp.Diff(before, slices.DeleteFunc(after, written)); difference != "" {
		return fmt.Errorf("terraform destroy left (+) or took (-):\n%s", difference)
	}
	return nil
}
