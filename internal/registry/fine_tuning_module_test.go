// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

const fineTuning = "modules/fine-tuning"

// The module's own tests pass with the real Terraform: with mocks, which reach nobody, and against the simulator, where one model is
// trained and nothing is left.
func TestFineTuningModule_passesItsOwnTests(t *testing.T) {
	t.Parallel()
	files, _ := readExamples(t)
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, files).Since(7).In(fineTuning)
	tf.Init().OK(t)

	tf.Run("test", "-filter=tests/mocks.tftest.hcl").OK(t).Says(t, "7 passed, 0 failed")
	if n := len(cloud.Journal()); n != 0 {
		t.Errorf("the tests with mocks sent %d requests", n)
	}
	tf.Start("test", "-filter=tests/simulator.tftest.hcl").
		Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) }).OK(t).Says(t, "3 passed, 0 failed")
	if n := carriedOut(cloud, "CreateModelCustomizationJob"); n != 1 {
		t.Errorf("%d trainings were started, want 1", n)
	}
	if left := cloud.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

// The file of mocks is to be copied: the guide shows one, and the module has the same.
func TestFineTuningModule_hasTheMocksOfTheGuide(t *testing.T) {
	t.Parallel()
	files, _ := readExamples(t)
	const mocks = "/tests/mocks/bedrock.tfmock.hcl"
	if files[fineTuning+mocks] != files["getting-started"+mocks] {
		t.Errorf("%s is not that of getting-started: copy it", fineTuning+mocks)
	}
	for _, problem := range problemsOf(readSchemas(t), files[fineTuning+mocks]) {
		t.Error(problem)
	}
}

var declared = regexp.MustCompile(`(?m)^(?:variable|output) "(\w+)"`)

// The tables of its page name every input and output, and no other.
func TestFineTuningModule_pageNamesInputsAndOutputs(t *testing.T) {
	t.Parallel()
	files, _ := readExamples(t)
	page := files[fineTuning+"/README.md"]
	matches := declared.FindAllStringSubmatch(files[fineTuning+"/variables.tf"]+files[fineTuning+"/outputs.tf"], -1)
	for _, match := range matches {
		if !strings.Contains(page, "\n| `"+match[1]+"` |") {
			t.Errorf("the page does not name %s", match[1])
		}
	}
	if rows := strings.Count(page, "\n| `"); rows != len(matches) || rows == 0 {
		t.Errorf("the page names %d inputs and outputs, and there are %d", rows, len(matches))
	}
}
