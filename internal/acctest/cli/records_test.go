// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// inlineRecords is a data set of records that all say the same.
func inlineRecords(text string) string {
	return `
resource "bedrock_dataset" "train" {
  bucket = "training-data"
  key    = "inline.jsonl"
  format = "conversation"
  records = [for i in range(10) : jsonencode({
    schemaVersion = "bedrock-conversation-2024"
    messages = [
      { role = "user", content = [{ text = "` + text + `" }] },
      { role = "assistant", content = [{ text = "No. ${i}" }] },
    ]
  })]
}
`
}

// Records are stored, because whoever writes them there wants it so; but a plan that somebody reviews, or a pipeline prints, does not
// show them, and the plan in JSON says which value they are.
func TestSecrets_ofInlineRecordsAreInNoPlan(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.NewTraining(t)
	tf := acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": providerBlock, "main.tf": inlineRecords("first " + canaryText)})
	isMarked := func(step string, side any) {
		t.Helper()
		if marks, _ := side.(map[string]any); marks["records"] != true {
			t.Errorf("%s: the plan marks %v as sensitive, and not records", step, side)
		}
	}
	const address = "bedrock_dataset.train"
	outputs := map[string]acctest.Result{}
	plan := func(step string, args ...string) *tfjson.Change {
		t.Helper()
		changes, result := tf.PlanChanges(args...)
		outputs[step] = result.Exits(t, 2).Says(t, "records")
		return changes[address].Change
	}

	isMarked("create", plan("create").AfterSensitive)
	outputs["apply"] = tf.Apply().OK(t)
	if stored := tf.Run("state", "pull").OK(t); !strings.Contains(stored.Stdout, canaryText) {
		t.Error("the records are not in the state, so that this test shows nothing")
	}
	outputs["show"] = tf.Run("show").OK(t).Says(t, "records")
	tf.Write(map[string]string{"main.tf": inlineRecords("second " + canaryText)})
	change := plan("update")
	isMarked("update, before", change.BeforeSensitive)
	isMarked("update, after", change.AfterSensitive)
	isMarked("destroy", plan("destroy", "-destroy").BeforeSensitive)
	outputs["destroyed"] = tf.Destroy().OK(t)
	nowhere(t, outputs, canaryText)
}
