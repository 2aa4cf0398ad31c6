// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofile_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// A description is the user's own: what is wrong with it is told without showing it.
func TestInferenceProfile_tellsAWSsRules(t *testing.T) {
	t.Parallel()
	for argument, want := range map[string]string{
		`description = "for Mallory!"`:                          `[AttributeName("description")]`,
		`description = "` + strings.Repeat("Mallory", 30) + `"`: "description has 210 characters, and AWS takes 1 to 200.",
		`name = "a  b"`:  `name = "a  b": "  " at position 2 is not allowed there.`,
		`name = " "`:     `it cannot begin with " "`,
		`name = "größe"`: `"ö" at position 3`,
		`name = ""`:      "at least 1",
	} {
		t.Run(argument, func(t *testing.T) {
			t.Parallel()
			_, w := acctest.Start(t, registry.Of("catalog"))
			if !strings.HasPrefix(argument, "name") {
				argument += "\n  name = \"tickets\""
			}
			diags := w.Plan(t.Context(), `resource "bedrock_inference_profile" "test" {
  model_source = { copy_from = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0" }
  `+argument+`
}`).Diagnostics
			if strings.Count(diags.Errors(), want) != 1 || strings.Contains(diags.Errors()+diags.Warnings(), "Mallory") {
				t.Errorf("want %q once, got %q", want, diags.Errors())
			}
		})
	}
}
