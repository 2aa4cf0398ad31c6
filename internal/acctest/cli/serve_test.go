// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"
	"time"
)

const served = `
resource "bedrock_custom_model_deployment" "tickets" {
  model_deployment_name = "tickets"
  model_arn             = bedrock_model_customization_job.tickets.output_model_arn
}

resource "bedrock_converse" "ask" {
  model_id         = bedrock_custom_model_deployment.tickets.arn
  prompt           = "Where is order 7?"
  inference_config = { max_tokens = 100 }
  expectations     = { pattern = "simulated answer", max_latency_ms = 10000, max_output_tokens = 100 }
  store_output     = true
  lifecycle {
    postcondition {
      condition     = self.all_met
      error_message = "The answer is not good."
    }
  }
}
`

// One apply trains a model, deploys it and asks it; the second plan is empty and asks nothing; one destroy takes it all away in the
// right order.
func TestServe_trainsDeploysAndAsks(t *testing.T) {
	t.Parallel()
	w := newWorkbench(t, training(fixedName)+served)
	timeFlies := func() { w.cloud.Advance(5 * time.Minute) }
	w.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	w.Plan().Exits(t, 0)
	w.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 1, "CreateCustomModelDeployment": 1, "Converse": 1})
	answer := w.State()["bedrock_converse.ask"].AttributeValues
	if text, _ := answer["output_text"].(string); !strings.Contains(text, "simulated answer") || answer["stop_reason"] != "end_turn" {
		t.Errorf("got %v", answer)
	}
	w.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	w.expectNothingLeft(t)
	for _, object := range w.cloud.Objects() {
		if object.Type == "custom-model-deployment" {
			t.Errorf("left behind: %+v", object)
		}
	}
	refused := 0
	for _, entry := range w.requests() {
		if entry.Operation == "DeleteCustomModel" && entry.Status >= 400 {
			refused++
		}
	}
	if refused > 0 {
		t.Errorf("the model was to be deleted %d times while it was deployed", refused)
	}
	w.expectCounts(t, map[string]int{"Converse": 1})
}
