// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// alikeAlone are the steps that do alone what they do in the chain, where they are applied. The others make what they lack.
var alikeAlone = []string{"tutorial/01-access", "tutorial/02-choose", "tutorial/03-try", "tutorial/04-data", "tutorial/11-cost"}

// beyondDefaults are the variables with which a step does all that it can.
var beyondDefaults = map[string]string{
	"tutorial/01-access": `vendor_models = {
		"stability.sd3-5-large-v1:0" = "us-west-2", "stability.stable-image-core-v1:1" = "us-west-2"
	}`,
	"tutorial/03-try":            `by_provider = "Stability AI"`,
	"tutorial/08-share-and-copy": `recipient_account_ids = ["210987654321"]`,
	"tutorial/09-evaluate":       `flow_definition_arn = "arn:aws:sagemaker:us-east-1:123456789012:flow-definition/tickets"`,
}

// tutorial are the steps in their order.
func tutorial(t *testing.T) (files map[string]string, steps []string) {
	t.Helper()
	files, roots := readExamples(t)
	for _, directory := range roots {
		if strings.HasPrefix(directory, "tutorial/") {
			steps = append(steps, directory)
		}
	}
	slices.Sort(steps)
	if len(steps) != 11 {
		t.Fatalf("the tutorial has the steps %v", steps)
	}
	return files, steps
}

// handOver is the command that an output describes itself with.
var handOver = regexp.MustCompile(`description = "terraform output -json next > \.\./([\w-]+)/inputs\.auto\.tfvars\.json"`)

// All steps in one run, each with what the one before hands over: every second plan is empty, nothing is trained, deployed or asked that an
// earlier step has made, and destroyed in the other direction nothing is left.
func TestTutorial_isOneChain(t *testing.T) {
	t.Parallel()
	files, steps := tutorial(t)
	cloud := acctest.NewCloud(t)
	twoOfOneOrganization(t, cloud)
	all := acctest.NewTerraform(t, cloud, files)
	timeFlies := func() { cloud.Advance(5 * time.Minute) }

	for i, step := range steps {
		tf := all.In(step)
		tf.Write(map[string]string{"more.auto.tfvars": beyondDefaults[step]})
		tf.Init().OK(t)
		applied := tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
		if text := applied.Text(); strings.Contains(text, "undeclared variable") {
			t.Errorf("%s is handed more than it takes:\n%s", step, applied)
		}
		tf.Plan().OK(t)
		if i == len(steps)-1 {
			break
		}
		next := steps[i+1]
		if said := handOver.FindStringSubmatch(files[step+"/main.tf"]); said == nil || said[1] != path.Base(next) {
			t.Fatalf("%s says %q, and the next step is %s", step, said, next)
		}
		output := tf.Run("output", "-json", "next").OK(t).Stdout
		all.In(next).Write(map[string]string{"inputs.auto.tfvars.json": output})
	}

	for operation, want := range map[string]int{
		"CreateModelCustomizationJob": 2, "CreateCustomModelDeployment": 1, "CreateModelCopyJob": 1, "CreateResourceShare": 1,
		"CreateEvaluationJob": 4, "CreateFoundationModelAgreement": 2, "InvokeModel": 2,
	} {
		if n := carriedOut(cloud, operation); n != want {
			t.Errorf("%s was carried out %d times, want %d", operation, n, want)
		}
	}

	for _, step := range slices.Backward(steps) {
		all.In(step).Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	}
	if left := slices.DeleteFunc(cloud.Objects(), abandoned); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

// Those of one provider are asked, and the plan of all others finds a model for every prompt.
func TestTutorial_galleryIsForModelsOfToday(t *testing.T) {
	t.Parallel()
	files, _ := tutorial(t)
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, files).In("tutorial/03-try")
	tf.Apply().OK(t).Says(t, "amazon-reasoning")
	gallery := files["tutorial/03-try/gallery.tf"]
	others := strings.Count(gallery, "model_id = ") - strings.Count(gallery, `provider = "Amazon"`)
	plan := tf.Plan("-var=by_provider=").Exits(t, 2)
	if planned := strings.Count(plan.Stdout, " will be created"); planned != others || others < 10 {
		t.Errorf("%d prompts are planned, want %d", planned, others)
	}
}

// successor is a row of the table: an id of old, and one of today.
var successor = regexp.MustCompile("(?m)^\\| .* \\| `(\\S+)` \\| `(\\S+)`.* \\|$")

// What older tutorials name is about to end, or has, and what stands beside it does not.
func TestTutorial_namesModelsOfToday(t *testing.T) {
	t.Parallel()
	files, _ := tutorial(t)
	cloud := acctest.NewCloud(t)
	status := map[string]string{}
	for _, region := range []string{"us-east-1", "us-west-2"} {
		client, err := cloud.Clients().Bedrock(t.Context(), region)
		if err != nil {
			t.Fatal(err)
		}
		models, err := client.ListFoundationModels(t.Context(), &bedrock.ListFoundationModelsInput{})
		if err != nil {
			t.Fatal(err)
		}
		for _, model := range models.ModelSummaries {
			status[*model.ModelId] = string(model.ModelLifecycle.Status)
		}
	}
	rows := successor.FindAllStringSubmatch(files["tutorial/README.md"], -1)
	if len(rows) < 20 {
		t.Errorf("the table has %d rows", len(rows))
	}
	for _, row := range rows {
		if status[row[1]] == "ACTIVE" {
			t.Errorf("%s is no model of old", row[1])
		}
		if status[row[2]] != "ACTIVE" {
			t.Errorf("%s is %q: no successor of %s", row[2], status[row[2]], row[1])
		}
	}
}
