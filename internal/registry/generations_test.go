// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// rooted is an example that is applied step by step.
type rooted struct {
	*acctest.Terraform
	cloud *acctest.Cloud
}

func startExample(t *testing.T, cloud *acctest.Cloud, directory string) rooted {
	t.Helper()
	files, _ := readExamples(t)
	tf := acctest.NewTerraform(t, cloud, files).In(directory)
	tf.Init().OK(t)
	return rooted{tf, cloud}
}

func (r rooted) run(args ...string) acctest.Result {
	return r.Start(args...).Meanwhile(200*time.Millisecond, func() { r.cloud.Advance(5 * time.Minute) })
}

// apply applies and plans again, which must find nothing to do.
func (r rooted) apply(t *testing.T, variables ...string) {
	t.Helper()
	r.run(append([]string{"apply", "-auto-approve"}, variables...)...).OK(t)
	r.Plan(variables...).OK(t)
}

// carriedOut holds how often operations were carried out so far against how often they should have been.
func (r rooted) carriedOut(t *testing.T, after string, wanted map[string]int) {
	t.Helper()
	for operation, want := range wanted {
		if n := carriedOut(r.cloud, operation); n != want {
			t.Errorf("%s: %s was carried out %d times, want %d", after, operation, n, want)
		}
	}
}

// generationsOf are the names of the generations whose models there are.
func generationsOf(r rooted) (names []string) {
	for address, job := range r.State() {
		if name, isJob := strings.CutPrefix(address, `bedrock_model_customization_job.assistant["`); isJob {
			arn, _ := job.AttributeValues["output_model_arn"].(string)
			if slices.ContainsFunc(r.cloud.Objects(), func(one simulator.Object) bool { return one.ARN == arn }) {
				names = append(names, strings.TrimSuffix(name, `"]`))
			}
		}
	}
	slices.Sort(names)
	return names
}

// One root trains generation after generation: the second is trained while the first answers, switched to in place, and the first retired
// when a third comes. A generation may also be trained, switched to and let another one retire in one apply. Each is trained once.
func TestGenerations_areTrainedSwitchedToAndRetired(t *testing.T) {
	t.Parallel()
	r := startExample(t, acctest.NewCloud(t), "generations")
	vars := func(live string, generations ...string) []string {
		all := map[string]string{}
		for _, name := range generations {
			all[name] = `"` + name + `"={epochs=2}`
		}
		return []string{"-var=live=" + live, "-var=generations={" + strings.Join(slices.Sorted(maps.Values(all)), ",") + "}"}
	}
	kept := func(after string, want ...string) {
		t.Helper()
		if got := generationsOf(r); !slices.Equal(got, want) {
			t.Errorf("%s: there are the generations %v, want %v", after, got, want)
		}
	}
	const training, switching, retiring = "CreateModelCustomizationJob", "UpdateCustomModelDeployment", "DeleteCustomModel"

	r.apply(t, vars("v1", "v1")...)
	first := modelOf(r.Terraform)
	r.apply(t, vars("v1", "v1", "v2")...)
	if now := modelOf(r.Terraform); now != first {
		t.Errorf("%s answers once the second is trained, want %s", now, first)
	}
	r.carriedOut(t, "the second is trained", map[string]int{training: 2, switching: 0})

	r.apply(t, vars("v2", "v1", "v2")...)
	second := modelOf(r.Terraform)
	r.carriedOut(t, "switched", map[string]int{training: 2, "CreateCustomModelDeployment": 1, switching: 1, retiring: 0})
	kept("switched", "v1", "v2")

	r.apply(t, vars("v2", "v1", "v2", "v3")...)
	kept("the third is trained", "v2", "v3")
	r.carriedOut(t, "the third is trained", map[string]int{training: 3, switching: 1, retiring: 1})
	if now := modelOf(r.Terraform); now != second || now == first {
		t.Errorf("%s answers while the first is retired, want %s", now, second)
	}

	r.Apply(vars("v1", "v1", "v2", "v3")...).Exits(t, 1).Says(t, "The generation v1 is not among those that are kept: v3, v2.")

	r.apply(t, vars("v4", "v2", "v3", "v4")...)
	kept("all in one apply", "v3", "v4")
	r.carriedOut(t, "all in one apply", map[string]int{training: 4, switching: 2, retiring: 2, "DeleteCustomModelDeployment": 0})

	r.run("destroy", "-auto-approve").OK(t)
	if left := r.cloud.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
	r.carriedOut(t, "destroyed", map[string]int{training: 4, retiring: 4, "DeleteCustomModelDeployment": 1})
}

// Switching over and back makes nothing and pays nothing. One that does not answer as expected is not switched to, and the one that is
// taken out goes while the other one answers.
func TestBlueGreen_switchesOverAndBack(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	assistantGenerations(t, cloud)
	before := cloud.Objects()
	r := startExample(t, cloud, "blue-green")
	const (
		blueOnly  = `-var=models={blue="support-assistant-20261101"}`
		greenOnly = `-var=models={green="support-assistant-20261108"}`
	)
	invoked := func() string { return strings.Trim(strings.TrimSpace(r.Run("output", "model_id").OK(t).Stdout), `"`) }
	r.apply(t, blueOnly)
	blue := invoked()

	cloud.AddFault(simulator.Fault{Operation: "Converse", Action: "error", Status: 400, Code: "ValidationException", Times: 1})
	r.run("apply", "-auto-approve", "-var=live=green").Exits(t, 1)
	if now := invoked(); now != blue {
		t.Errorf("%s is invoked after a smoke test failed, want %s", now, blue)
	}
	r.apply(t)
	made := map[string]int{
		"CreateCustomModelDeployment": 2, "UpdateCustomModelDeployment": 0, "DeleteCustomModelDeployment": 0, "Converse": 2,
	}
	r.apply(t, "-var=live=green")
	if now := invoked(); now == blue {
		t.Errorf("%s is still invoked", now)
	}
	r.apply(t, "-var=live=blue")
	if now := invoked(); now != blue {
		t.Errorf("%s is invoked after switching back, want %s", now, blue)
	}
	r.carriedOut(t, "over and back", made)

	r.apply(t, "-var=live=green", greenOnly)
	made["DeleteCustomModelDeployment"] = 1
	r.carriedOut(t, "without blue", made)

	r.run("destroy", "-auto-approve", "-var=live=green", greenOnly).OK(t)
	if err := sameObjects(before, cloud.Objects()); err != nil {
		t.Error(err)
	}
}
