// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

func TestLog_oneLinePerCall(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, _ request) bool {
		return n <= 2 && fail(w, http.StatusTooManyRequests, "ThrottlingException")
	}
	var log bytes.Buffer
	c := awsclient.NewWithLimits(cloud.config(), quick)
	if err := getModel(tflogtest.RootLogger(t.Context(), &log), t, c); err != nil {
		t.Fatal(err)
	}
	lines, err := tflogtest.MultilineJSONDecode(&log)
	if err != nil || len(lines) != 1 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	delete(lines[0], "duration_ms")
	delete(lines[0], "@caller")
	delete(lines[0], "@timestamp")
	if diff := cmp.Diff(map[string]any{
		"@level": "debug", "@module": "provider", "@message": "AWS call",
		"service": "Bedrock", "operation": "GetFoundationModel", "status": float64(200), "attempts": float64(3),
	}, lines[0]); diff != "" {
		t.Error(diff)
	}
}

func TestLog_hasNoSecretsOrBodies(t *testing.T) {
	t.Parallel()
	const canary = "canary"
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, r request) bool {
		if r.action != "" {
			return false
		}
		w.Header().Set("X-Canary", canary)
		_, _ = w.Write([]byte(canary + " answer"))
		return true
	}
	var log bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &log)
	arguments := cloud.config()
	arguments.SecretKey, arguments.Token = canary+"-secret", canary+"-token"
	arguments.AssumeRole = []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::111111111111:role/a", ExternalID: canary + "-external"}}
	client, err := awsclient.New(arguments).BedrockRuntime(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	prompt := &bedrockruntime.InvokeModelInput{ModelId: aws.String("m"), Body: []byte(canary + " prompt")}
	if _, err := client.InvokeModel(ctx, prompt); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "InvokeModel") {
		t.Error("the call is not in the log")
	}
	if strings.Contains(log.String(), canary) {
		t.Errorf("the log holds a secret: %s", log.String())
	}
}
