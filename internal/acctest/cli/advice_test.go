// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

const trainingBucket = "bedrock_data_bucket.training"

// When the bucket is refused, the job and its model are gone already: whoever then does what the message says, word by word, pays
// for no other training.
func TestAdvice_onABucketThatCannotBeDestroyedTrainsNothingAgain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, after string // what the message says to change
		stop          []string
		says          string
		warns         bool // at plan, before anything is gone
		stays         bool // the job, since the plan is refused
	}{
		"a bucket that holds objects": {"force_destroy = false", "force_destroy = true", []string{"destroy"}, "still holds objects", true, false},
		"a protected bucket that is replaced": {
			"force_destroy = true\n  deletion_policy = \"PREVENT\"", "force_destroy = true\n  deletion_policy = \"DELETE\"",
			[]string{"apply", "-replace=" + trainingBucket},
			"deletion_policy is PREVENT", false, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			config := strings.Replace(fromDataToModel, "force_destroy = true", test.before, 1)
			tf := acctest.NewTerraform(t, cloud, map[string]string{
				"provider.tf": providerBlock, "main.tf": config, "train.jsonl": acctest.TrainingRecords(),
			})
			tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(10 * time.Minute) }).OK(t)

			if test.warns {
				tf.Plan("-destroy").Exits(t, 2).Says(t, "Destroying a bucket that a job has written to", "output/.write_access_check_file.temp")
				tf.Plan().OK(t)
			}
			refusal := tf.Run(append(test.stop, "-auto-approve")...).Exits(t, 1).Says(t, test.says)
			if left := tf.State(); left[trainingBucket] == nil || (left[job] != nil) != test.stays {
				t.Fatalf("want the bucket, and the job only if nothing has begun, in the state, which has %v\n%s", left, refusal)
			}
			tf.Write(map[string]string{"main.tf": strings.Replace(config, test.before, test.after, 1)})
			tf.Run(append(advised(t, refusal, trainingBucket), "-auto-approve")...).OK(t)
			tf.Destroy().OK(t)

			if n := started(cloud); n != 1 {
				t.Errorf("%d jobs were started, want the first one only", n)
			}
			if left := cloud.Objects(); len(left) > 0 {
				t.Errorf("left behind: %+v", left)
			}
		})
	}
}

// started is how many jobs were started: requests that were refused, because the role was too new, are not in it.
func started(cloud *acctest.Cloud) (n int) {
	for _, entry := range cloud.Journal() {
		if entry.Operation == "CreateModelCustomizationJob" && entry.Status < 300 {
			n++
		}
	}
	return n
}

// advised are the arguments of the command of Terraform that a message gives, with the address that it leaves to the reader.
func advised(t *testing.T, said acctest.Result, address string) []string {
	t.Helper()
	command := regexp.MustCompile(`terraform (apply( -\S+)*)`).FindStringSubmatch(said.Text())
	if command == nil {
		t.Fatalf("no command is given\n%s", said)
	}
	return strings.Fields(regexp.MustCompile(`ADDRESS|bedrock_\w+\.NAME`).ReplaceAllString(command[1], address))
}
