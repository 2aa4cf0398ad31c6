// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// twoOfOneOrganization are the accounts of the example, without which its share would need somebody to accept it.
func twoOfOneOrganization(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	for _, account := range []string{"123456789012", "210987654321"} {
		cloud.SetAccount(account, simulator.Account{Organization: "o-example123"})
	}
}

// One apply, with the credentials of a third account, trains, deploys, asks, copies to a second region, shares with a second account and
// copies there; a second plan is empty, and one destroy leaves nothing, in no account.
func TestThreeAccounts_trainShareAndCopyInOneApply(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	twoOfOneOrganization(t, cloud)
	files, _ := readExamples(t)
	tf := acctest.NewTerraform(t, cloud, files).In("three-accounts")
	tf.Setenv("AWS_ACCESS_KEY_ID", "AKIA345678901234EXAM")
	tf.Init().OK(t)
	timeFlies := func() { cloud.Advance(5 * time.Minute) }
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	tf.Plan().OK(t)

	models := map[string]bool{}
	for _, one := range cloud.Objects() {
		if one.Type == "custom-model" {
			models[one.ARN[:len("arn:aws:bedrock:us-east-1:123456789012")]] = true
		}
	}
	for _, where := range []string{
		"arn:aws:bedrock:us-east-1:123456789012", "arn:aws:bedrock:us-west-2:123456789012", "arn:aws:bedrock:us-east-1:210987654321",
	} {
		if !models[where] {
			t.Errorf("there is no model in %s", where)
		}
	}
	for operation, want := range map[string]int{
		"CreateModelCustomizationJob": 1, "CreateModelCopyJob": 2, "CreateResourceShare": 1, "CreateCustomModelDeployment": 2, "Converse": 1,
	} {
		if n := carriedOut(cloud, operation); n != want {
			t.Errorf("%s was carried out %d times, want %d", operation, n, want)
		}
	}
	tf.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	if left := cloud.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
