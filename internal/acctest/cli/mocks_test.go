// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// The defaults for mock_provider that the guide offers let a module be tested without AWS, and without the simulator.
func TestMocks_letAModuleBeTestedWithoutAWS(t *testing.T) {
	t.Parallel()
	const example = "../../../examples/getting-started"
	files := map[string]string{}
	for _, name := range []string{"main.tf", "train.jsonl", "tests/training.tftest.hcl", "tests/mocks/bedrock.tfmock.hcl"} {
		text, err := os.ReadFile(filepath.Join(example, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, files).Since(7)
	tf.Init().OK(t)
	tf.Run("test", "-no-color").OK(t).Says(t, "2 passed, 0 failed")
	if n := len(cloud.Journal()); n != 0 {
		t.Errorf("a test with a mock sent %d requests", n)
	}
}
