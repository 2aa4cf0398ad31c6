// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"os"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// Terraform plans before it destroys: a file that is gone must not stop it.
func TestDestroy_needsNoDataSetFile(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	file := t.TempDir() + "/train.jsonl"
	if err := os.WriteFile(file, []byte(acctest.TrainingRecords()), 0o600); err != nil {
		t.Fatal(err)
	}
	tf := acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": providerBlock, "main.tf": `
resource "bedrock_data_bucket" "training" {
  bucket_prefix = "destroy-"
}

resource "bedrock_dataset" "train" {
  bucket = bedrock_data_bucket.training.bucket
  key    = "train.jsonl"
  format = "conversation"
  source = "` + file + `"
}
`})
	tf.Apply().OK(t)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	tf.Destroy().OK(t)
	if left := cloud.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

// A destroy that was interrupted after the job, whose name AWS never frees, goes on: the plan that Terraform makes before it
// must not take the job of that name for an obstacle.
func TestDestroy_goesOnAfterTheJobIsGone(t *testing.T) {
	t.Parallel()
	w := newWorkbench(t, training(fixedName)+`
resource "bedrock_data_bucket" "other" {
  bucket_prefix = "destroy-"
}
`)
	w.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { w.cloud.Advance(10 * time.Minute) }).OK(t)
	w.Destroy("-target=" + job).OK(t)
	w.Destroy().OK(t)
	if state := w.State(); len(state) > 0 {
		t.Errorf("still in the state: %v", state)
	}
}
