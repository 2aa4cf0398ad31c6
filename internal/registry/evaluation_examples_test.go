// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// A model under the threshold fails the apply, and the same job passes once the threshold is lower: nothing is evaluated again.
func TestEvaluationExample_gateFailsTheApply(t *testing.T) {
	t.Parallel()
	files, _ := readExamples(t)
	cloud := acctest.NewCloud(t)
	tf := acctest.NewTerraform(t, cloud, files).In("evaluations/judge")
	tf.Init().OK(t)
	apply := func(arguments ...string) acctest.Result {
		return tf.Start(append([]string{"apply", "-auto-approve"}, arguments...)...).
			Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) })
	}
	apply("-var", "least_correctness=0.99").Exits(t, 1).Says(t, "The model is not correct often enough")
	apply("-var", "most_harmfulness=0").Exits(t, 1).Says(t, "The model does harm too often")
	apply().OK(t)
	if n := cloud.Count("CreateEvaluationJob"); n != 1 {
		t.Errorf("%d jobs were started, want 1", n)
	}
	tf.Destroy().OK(t)
}
