// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// A job that names its model while it still runs has no model that somebody could have deleted.
func TestModelCustomizationJob_saysOfNoModelThatItWasDeletedBeforeItWasMade(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	early := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		b.cloud.ServeHTTP(answer, r)
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.Header().Del("Content-Length")
		w.WriteHeader(answer.Code)
		body := answer.Body.Bytes()
		if bytes.Contains(body, []byte(`"status":"InProgress"`)) && bytes.Contains(body, []byte(`"jobArn"`)) {
			body = bytes.Replace(body, []byte("{"), []byte(`{"outputModelArn":`+
				`"arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/abcdefghijkl",`), 1)
		}
		_, _ = w.Write(body)
	}))
	t.Cleanup(early.Close)
	config := (&acctest.Cloud{Simulator: b.cloud.Simulator, URL: early.URL}).For(acctest.Region)
	b.Reconfigure(config, domains(), provider.WithClock(b.clock))

	running := b.config("wait_for = \"created\"\n  tags = { stage = \"a\" }")
	apply := b.Apply(context.Background(), running)
	tagged := b.Apply(context.Background(), strings.Replace(running, `"a"`, `"b"`, 1))
	plan := b.Plan(context.Background(), running)
	if b.Object(job).Attr("output_model_arn") == "" || b.Object(job).Attr("output_model_status") != "" {
		t.Fatal("the job does not name a model that is yet to be made")
	}
	for _, diags := range []acctest.Diagnostics{apply, tagged, plan.Diagnostics} {
		if diags.Errors() != "" || strings.Contains(diags.Warnings(), "deleted outside of Terraform") {
			t.Errorf("errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
		}
	}
}
