// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// Ctrl-C half way through a large upload leaves neither an object nor parts that somebody pays for, and the next apply
// uploads all of it, and says in the log how far it is.
func TestDataset_interruptedUploadLeavesNothing(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	path := filepath.Join(t.TempDir(), "train.jsonl")
	var records strings.Builder
	for i := range 2600 {
		fmt.Fprintf(&records, `{"prompt":"%d %s","completion":"On its way."}`+"\n", i, strings.Repeat("Where is my order? ", 500))
	}
	write(t, path, records.String()) // 24 MB, in 3 parts
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": `terraform {
  required_providers { bedrock = { source = "terraform-provider-bedrock/bedrock" } }
}
` + withDataset(fmt.Sprintf("source = %q", path))})
	log := filepath.Join(t.TempDir(), "terraform.log")
	tf.Setenv("TF_LOG_PROVIDER", "INFO")
	tf.Setenv("TF_LOG_PATH", log)
	tf.Init().OK(t)
	cloud.AddFault(simulator.Fault{Operation: "UploadPart", Action: "delay", DelayMS: 3000, Times: -1})

	apply := tf.Start("apply", "-auto-approve")
	apply.Until("the first part", func() bool { return cloud.Count("UploadPart") > 0 })
	apply.Interrupt()
	apply.Wait().Exits(t, 1)
	if state := tf.State(); state[datasetAddress] != nil {
		t.Error("the state knows a data set that was not uploaded")
	}
	client := acctest.S3Client(cloud, acctest.Region)
	objects, err := client.ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: aws.String(datasetBucket)})
	if versions := acctest.Must(t, objects, err).Versions; len(versions) > 0 {
		t.Errorf("there is an object: %s", *versions[0].Key)
	}
	unfinished, err := client.ListMultipartUploads(t.Context(), &s3.ListMultipartUploadsInput{Bucket: aws.String(datasetBucket)})
	if n := len(acctest.Must(t, unfinished, err).Uploads); n > 0 {
		t.Errorf("%d uploads are unfinished", n)
	}

	cloud.ClearFaults()
	tf.Apply().OK(t)
	tf.Plan().OK(t)
	said, err := os.ReadFile(log)
	if text := string(acctest.Must(t, said, err)); strings.Count(text, "uploading a data set") < 2 || !strings.Contains(text, "sent_bytes") {
		t.Errorf("the log says nothing of the progress:\n%s", text)
	}
	if strings.Contains(string(said), "Where is my order") {
		t.Error("the log quotes a record")
	}
	tf.Destroy().OK(t)
}
