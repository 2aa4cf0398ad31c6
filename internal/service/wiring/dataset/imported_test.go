// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func TestDataset_imports(t *testing.T) {
	t.Parallel()
	const uri, arn = "s3://wiring-dataset-bucket/datasets/train.jsonl", "arn:aws:s3:::wiring-dataset-bucket/datasets/train.jsonl"
	for how, by := range map[string]struct {
		id       string
		identity map[string]string
	}{
		"URI":      {id: uri},
		"ARN":      {id: arn},
		"identity": {identity: map[string]string{"arn": arn}},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := acctest.Fixture(t, "max.tf")
			acctest.OK(t, w.Apply(t.Context(), config))
			imported := acctest.NewWorkspace(t, cloud.For("us-west-2"), domains()) // the bucket is found wherever it is
			acctest.OK(t, imported.Import(t.Context(), "bedrock_data_bucket.data", "bedrock_data_bucket", datasetBucket, nil))
			acctest.OK(t, imported.Import(t.Context(), datasetAddress, "bedrock_dataset", by.id, by.identity))
			object := imported.Object(datasetAddress)
			for name, want := range map[string]string{
				"format": "conversation", "region": "us-east-1", "sha256": w.Object(datasetAddress).Attr("sha256"), "s3_uri": uri,
			} {
				if got := object.Attr(name); got != want {
					t.Errorf("%s is %q after the import, want %q", name, got, want)
				}
			}
			for _, name := range statistics() {
				if got, want := object.Value.GetAttr(name), w.Object(datasetAddress).Value.GetAttr(name); got.IsNull() || got.Equals(want).False() {
					t.Errorf("%s is %#v after the import, want %#v", name, got, want)
				}
			}
			config = strings.Replace(config, `bucket = "wiring-dataset-bucket"`, "bucket = \"wiring-dataset-bucket\"\nregion = \"us-east-1\"", 1)
			before := uploads(cloud)
			plan := imported.Plan(t.Context(), config) // the records and the like get into the state, nothing more
			if got := plan.Of(datasetAddress); got != acctest.Update {
				t.Fatalf("the plan is %s, want update: %s", got, plan.Errors())
			}
			acctest.OK(t, imported.ApplyPlan(t.Context(), config, plan))
			acctest.Unchanged(t, imported, config)
			if n := uploads(cloud) - before; n != 0 {
				t.Errorf("what is there already was uploaded %d times", n)
			}
		})
	}
}

func TestDataset_importRefusesWhatIsNoObject(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for id, want := range map[string]string{
		"arn:aws:s3:::bucket":                  "not the ARN of an S3 object",
		"s3://bucket":                          "not the ARN of an S3 object",
		"train.jsonl":                          "does not begin with s3://",
		"s3://no-such-bucket-here/train.jsonl": "does not exist",
	} {
		acctest.Refused(t, w.Import(t.Context(), datasetAddress, "bedrock_dataset", id, nil), want)
	}
}
