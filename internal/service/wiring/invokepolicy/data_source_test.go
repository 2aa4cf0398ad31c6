// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invokepolicy_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func TestInvokePolicy_writesTheDocument(t *testing.T) {
	t.Parallel()
	const model = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
	cloud, w := acctest.Start(t, registry.Of("wiring"))
	for arguments, want := range map[string]string{
		"": `{"Version":"2012-10-17","Statement":[{"Sid":"Invoke","Effect":"Allow",` +
			`"Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],"Resource":"` + model + `"}]}`,
		"effect = \"Deny\"\nwithout_streaming = true": `{"Version":"2012-10-17","Statement":[{"Sid":"Invoke","Effect":"Deny",` +
			`"Action":"bedrock:InvokeModel","Resource":"` + model + `"}]}`,
	} {
		acctest.OK(t, w.Apply(t.Context(), `data "bedrock_invoke_policy" "test" {
			invoke_resource_arns = [["`+model+`"]]
			`+arguments+`
		}`))
		if got := w.Data("bedrock_invoke_policy.test").GetAttr("json").AsString(); got != want {
			t.Errorf("%s: %s", arguments, got)
		}
	}
	if requests := cloud.Journal(); len(requests) > 0 {
		t.Errorf("AWS was asked %d times", len(requests))
	}
}

func TestInvokePolicy_refusesAProfileAlone(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("wiring"))
	acctest.Refused(t, w.Apply(t.Context(), `data "bedrock_invoke_policy" "test" {
		invoke_resource_arns = [["arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"]]
	}`), "a profile without the ARNs of its models", "invoke_resource_arns of bedrock_invocation_target")
}
