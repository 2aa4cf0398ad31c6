// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"maps"
	"strings"
	"testing"
)

// The model is made with the tags that the job began with. Those that changed meanwhile are the model's too, in the apply that
// waits for it.
func TestModelCustomizationJob_tagsAModelThatWasMadeMeanwhile(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config("wait_for = \"created\"\n tags = { team = \"support\", old = \"yes\" }"))
	changed := `tags = { team = "billing" }`
	diags := b.Apply(context.Background(), b.config("wait_for = \"created\"\n"+changed))
	if diags.Errors() != "" || !strings.Contains(diags.Warnings(), "has not made its model yet") {
		t.Fatalf("errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
	}
	config := b.config("wait_for = \"completed\"\n" + changed)
	b.apply(t, config)
	if got := b.tags(t, b.Object(job).Attr("output_model_arn")); !maps.Equal(got, map[string]string{"team": "billing"}) {
		t.Errorf("the model has the tags %v", got)
	}
	b.expectEmptyPlan(t, config)
}
