// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofile_test

import (
	"fmt"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// What hashicorp/aws has made is taken over by a moved block, with the ARN that applications use: nothing is made, replaced or deleted.
func TestInferenceProfile_movedFromAWS(t *testing.T) {
	t.Parallel()
	const (
		typ, address = "bedrock_inference_profile", "bedrock_inference_profile.support"
		config       = `
resource "bedrock_inference_profile" "support" {
  name         = "support"
  model_source = { copy_from = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0" }
}`
	)
	cloud, w := acctest.Start(t, registry.Of("catalog"))
	acctest.OK(t, w.Apply(t.Context(), config))
	arn := w.Object(address).Attr("arn")
	w.Forget(address)
	from := acctest.Recorded{Attributes: fmt.Appendf(nil, `{"id": "abcdefghijkl", "arn": %q, "name": "support"}`, arn)}
	acctest.OK(t, w.MoveFrom(t.Context(), "aws_bedrock_inference_profile", address, typ, from, "registry.terraform.io/hashicorp/aws"))
	acctest.Unchanged(t, w, config)
	if n, deleted := cloud.Count("CreateInferenceProfile"), cloud.Count("DeleteInferenceProfile"); n != 1 || deleted != 0 {
		t.Errorf("made %d times, deleted %d times", n, deleted)
	}
}
