// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationloggingconfiguration_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const address = "bedrock_model_invocation_logging_configuration.test"

func root(arguments string) string {
	return "resource \"bedrock_model_invocation_logging_configuration\" \"test\" {\n" + arguments + "\n}"
}

func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud, w := acctest.Start(t, registry.Of("wiring"))
	cloud.NewInvocationLogs(t)
	return cloud, w
}

// What somebody else configured is shown at plan and left as it is, unless the configuration says otherwise or says the same.
func TestInvocationLogging_overwritesNobodysConfiguration(t *testing.T) {
	t.Parallel()
	const (
		ours   = `s3_config = { bucket_name = "invocation-logs" }`
		theirs = `s3_config = { bucket_name = "invocation-logs", key_prefix = "audit" }`
	)
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), root(theirs)))
	w.Forget(address) // from now on it is somebody else's

	acctest.Refused(t, w.PlanOnly(t.Context(), root(ours)).Diagnostics, "logs model invocations in us-east-1 already",
		"to s3://invocation-logs/audit", "terraform import", "overwrite_existing = true")
	acctest.OK(t, w.Apply(t.Context(), root(theirs))) // the same: taken over
	w.Forget(address)
	acctest.OK(t, w.Apply(t.Context(), root(ours+"\noverwrite_existing = true")))
	acctest.Unchanged(t, w, root(ours+"\noverwrite_existing = true"))

	puts := 0
	for _, entry := range cloud.Journal() {
		if entry.Operation == "PutModelInvocationLoggingConfiguration" {
			puts++
		}
	}
	if puts != 2 {
		t.Errorf("it was put %d times", puts)
	}
}

// A distillation reads the logs of the account and region, wherever the bucket has them.
func TestInvocationLogging_saysWhereTheLogsAre(t *testing.T) {
	t.Parallel()
	const folder = "AWSLogs/123456789012/BedrockModelInvocationLogs/us-east-1/"
	_, w := start(t)
	for arguments, want := range map[string]string{
		`s3_config = { bucket_name = "invocation-logs" }`:                      "s3://invocation-logs/" + folder,
		`s3_config = { bucket_name = "invocation-logs", key_prefix = "a/b" }`:  "s3://invocation-logs/a/b/" + folder,
		`s3_config = { bucket_name = "invocation-logs", key_prefix = "a/b/" }`: "s3://invocation-logs/a/b/" + folder,
	} {
		acctest.OK(t, w.Apply(t.Context(), root(arguments)))
		if got := w.Object(address).Attr("logs_s3_uri"); got != want {
			t.Errorf("%s: %s", arguments, got)
		}
	}
}

func TestInvocationLogging_refusesBadArgumentsAtPlan(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for arguments, want := range map[string]string{
		"": "At least one attribute out of",
		`s3_config = { bucket_name = "With_Capitals" }`:                                "lower-case",
		`s3_config = { bucket_name = "invocation-logs", key_prefix = "" }`:             "between 1 and 1024",
		`cloudwatch_config = { log_group_name = "/bedrock", role_arn = "the-role" }`:   "must be an ARN",
		`s3_config = { bucket_name = "invocation-logs" }` + "\n" + `region = "mars-1"`: "no AWS region",
	} {
		acctest.Refused(t, w.PlanOnly(t.Context(), root(arguments)).Diagnostics, want)
	}
	if diags := w.Apply(t.Context(), root(`s3_config = { bucket_name = "not-there" }`)); !strings.Contains(diags.Errors(), "not-there") {
		t.Errorf("a bucket that does not exist: %s", diags.Errors())
	}
}

// What hashicorp/aws has configured is taken over by a moved block, in its region: nothing is put, and what has no region is refused.
func TestInvocationLogging_movedFromAWS(t *testing.T) {
	t.Parallel()
	const (
		typ, source = "bedrock_model_invocation_logging_configuration", "aws_bedrock_model_invocation_logging_configuration"
		provider    = "registry.terraform.io/hashicorp/aws"
		config      = `s3_config = { bucket_name = "invocation-logs" }`
	)
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), root(config)))
	w.Forget(address)
	from := acctest.Recorded{Attributes: []byte(`{"id": "us-east-1", "logging_config": {"s3_config": {"bucket_name": "invocation-logs"}}}`)}
	acctest.OK(t, w.MoveFrom(t.Context(), source, address, typ, from, provider))
	acctest.Refused(t, w.PlanOnly(t.Context(), root(config)).Diagnostics, "moved here and not read", "-refresh=false")
	acctest.Unchanged(t, w, root(config))
	if got := w.Object(address).Attr("account_id"); got != "123456789012" {
		t.Errorf("the account is %q", got)
	}
	if puts := cloud.Count("PutModelInvocationLoggingConfiguration"); puts != 1 {
		t.Errorf("it was put %d times", puts)
	}
	nowhere := acctest.Recorded{Attributes: []byte(`{"id": "123456789012"}`)}
	acctest.Refused(t, w.MoveFrom(t.Context(), source, address, typ, nowhere, provider),
		"Moving a Bedrock model invocation logging configuration", `no AWS Region in id, but "123456789012"`)
}
