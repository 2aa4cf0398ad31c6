// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"slices"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// One root trains and another deploys, as in production: each apply ends in minutes, the new generation takes over in place while the old
// one answers, and the old one is retired afterwards. Every generation is trained once.
func TestTwoRoots_trainAGenerationAndDeployTheNewest(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	files, _ := readExamples(t)
	train := acctest.NewTerraform(t, cloud, files).In("two-roots/train")
	deploy := acctest.NewTerraform(t, cloud, files).In("two-roots/deploy")
	train.Init().OK(t)
	deploy.Init().OK(t)
	timeFlies := func() { cloud.Advance(5 * time.Minute) }
	apply := func(tf *acctest.Terraform, arguments ...string) {
		t.Helper()
		tf.Start(append([]string{"apply", "-auto-approve"}, arguments...)...).Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	}
	const (
		first  = `-var=generations={"20261101"={epochs=2}}`
		both   = `-var=generations={"20261101"={epochs=2},"20261108"={epochs=3}}`
		second = `-var=generations={"20261108"={epochs=3}}`
	)
	deploy.Apply().Exits(t, 1).Says(t, "train one first")

	apply(train, first)
	cloud.Advance(48 * time.Hour)
	apply(train, first)
	apply(deploy)
	old := modelOf(deploy)

	apply(train, both)
	cloud.Advance(48 * time.Hour)
	apply(train, both)
	apply(deploy)
	if now := modelOf(deploy); now == old || now == "" {
		t.Errorf("%q answers, after %q", now, old)
	}
	apply(train, second)
	train.Plan(second).OK(t)
	deploy.Plan().OK(t)

	for operation, want := range map[string]int{
		"CreateModelCustomizationJob": 2, "CreateCustomModelDeployment": 1, "UpdateCustomModelDeployment": 1, "DeleteCustomModel": 1,
	} {
		if n := carriedOut(cloud, operation); n != want {
			t.Errorf("%s was carried out %d times, want %d", operation, n, want)
		}
	}
	for _, tf := range []*acctest.Terraform{deploy, train} {
		tf.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	}
	if left := slices.DeleteFunc(cloud.Objects(), abandoned); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

func modelOf(deploy *acctest.Terraform) string {
	arn, _ := deploy.State()["bedrock_custom_model_deployment.assistant"].AttributeValues["model_arn"].(string)
	return arn
}

// carriedOut counts what AWS did not refuse, as it does while IAM does not know a new role yet.
func carriedOut(cloud *acctest.Cloud, operation string) (n int) {
	for _, entry := range cloud.Journal() {
		if entry.Operation == operation && entry.Status < 400 {
			n++
		}
	}
	return n
}
