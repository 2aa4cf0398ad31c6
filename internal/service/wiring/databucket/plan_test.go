// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestDataBucket_replacesForAnotherNameOrRegion(t *testing.T) {
	t.Parallel()
	for change, config := range map[string]string{
		"bucket":        `bucket = "wiring-other-bucket"`,
		"bucket_prefix": `bucket_prefix = "other-"`,
		"region":        "bucket = \"wiring-data-bucket\"\nregion = \"eu-west-1\"",
	} {
		t.Run(change, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
			config := "resource \"bedrock_data_bucket\" \"test\" {\n" + config + "\n}"
			plan := w.Plan(t.Context(), config)
			acctest.OK(t, plan.Diagnostics)
			if got := plan.Change(bucketAddress); got.Action != acctest.Replace || got.Replacing[0] != change {
				t.Fatalf("the plan is %s because of %v, want replace because of %s", got.Action, got.Replacing, change)
			}
			acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
			acctest.Unchanged(t, w, config)
			acctest.Destroyed(t, cloud, w)
		})
	}
}

func TestDataBucket_aPrefixThatTheNameHasKeepsTheBucket(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
	config := `resource "bedrock_data_bucket" "test" { bucket_prefix = "wiring-data-" }`
	if got := w.Plan(t.Context(), config).Of(bucketAddress); got != acctest.Update {
		t.Errorf("the plan is %s, want update", got)
	}
}

func TestDataBucket_planKnowsWhatOthersNeed(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	plan := w.Plan(t.Context(), acctest.Fixture(t, "max.tf"))
	acctest.OK(t, plan.Diagnostics)
	planned := plan.Change(bucketAddress).Planned
	for name, want := range map[string]string{
		"arn": "arn:aws:s3:::wiring-data-bucket", "s3_uri": "s3://wiring-data-bucket", "region": "us-east-1", "sse_algorithm": "aws:kms",
	} {
		if got := planned.GetAttr(name); !got.IsKnown() || got.AsString() != want {
			t.Errorf("%s is planned as %#v, want %s", name, got, want)
		}
	}
	if policy := planned.GetAttr("policy"); !policy.IsKnown() {
		t.Error("the policy is not known at plan")
	}
}

func TestDataBucket_refusesBadArgumentsAtPlan(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	name := func(argument string) string { return "bucket = \"a-bucket\"\n" + argument }
	policy := func(document string) string { return name("additional_policy_json = " + document) }
	for _, c := range []struct{ arguments, want string }{
		{``, "one (and only one) of [bucket,bucket_prefix] is required"},
		{name(`bucket_prefix = "b"`), "one (and only one) of [bucket,bucket_prefix] is required"},
		{`bucket = "UpperCase"`, "only lower-case letters"},
		{`bucket = "ab"`, "3 to 63 characters"},
		{`bucket = "192.168.5.4"`, "never an IP address"},
		{`bucket = "-begins"`, "begins and ends with a letter or a digit"},
		{`bucket = "two..dots"`, "two dots in a row"},
		{`bucket = "xn--bucket"`, "never begins with xn--"},
		{`bucket = "bucket-s3alias"`, "never ends with -s3alias"},
		{`bucket_prefix = "this-prefix-leaves-no-room-for-the-rest-of-a-name"`, "which gets 20 more characters"},
		{name(`lifecycle_rules = { all = { prefix = "x" } }`), `lifecycle_rules["all"] must say at least one of expiration_days`},
		{name(`lifecycle_rules = { all = null }`), `lifecycle_rules["all"] must say at least one of expiration_days`},
		{name(`cors_rules = [{ allowed_methods = ["GET", null], allowed_origins = ["*"] }]`), "Null Set Value"},
		{name(`lifecycle_rules = { all = { expiration_days = 0 } }`), "between 1 and"},
		{name(`lifecycle_rules = {}`), "at least 1"},
		{name(`cors_rules = [{ allowed_methods = ["PATCH"], allowed_origins = ["*"] }]`), "value must be one of"},
		{policy(`"{}"`), "the policy has no statement"},
		{policy(`"not JSON"`), "not a policy document"},
		{policy(`jsonencode({ Statement = [{ Effect = "Maybe" }] })`), "Effect must be Allow or Deny"},
		{policy(`jsonencode({ Statement = { Effect = "Deny", Sid = "DenyInsecureTransport" } })`), "the Sid DenyInsecureTransport"},
		{policy(`jsonencode({ Version = "2008-10-17", Statement = { Effect = "Deny" } })`), "must be of version 2012-10-17"},
		{name(`tags = { "aws:x" = "y" }`), "kept for AWS itself"},
		{name(`deletion_policy = "KEEP"`), "value must be one of"},
	} {
		acctest.Refused(t, w.PlanOnly(t.Context(), "resource \"bedrock_data_bucket\" \"test\" {\n"+c.arguments+"\n}").Diagnostics, c.want)
	}
	if n := len(cloud.Journal()); n > 0 {
		t.Errorf("validation sent %d requests", n)
	}
}

func TestDataBucket_saysThatItsNameWasNotChecked(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	cloud.AddFault(simulator.Fault{Operation: "HeadBucket", Status: 400, Code: "Surprise"})
	plan := w.PlanOnly(t.Context(), `resource "bedrock_data_bucket" "test" { bucket = "not-looked-up" }`)
	acctest.OK(t, plan.Diagnostics)
	acctest.Says(t, "warning", plan.Warnings(), "Planning without a check of the name of the bucket", "not-looked-up")
}

func TestDataBucket_anotherSpellingOfThePolicySendsNothing(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "max.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	respelled := strings.Replace(config, `Action    = "s3:PutObject"`, `Action    = ["s3:PutObject"]`, 1)
	if respelled == config {
		t.Fatal("the fixture has changed")
	}
	before := cloud.Count("PutBucketPolicy")
	acctest.Unchanged(t, w, respelled)
	if n := cloud.Count("PutBucketPolicy") - before; n != 0 {
		t.Errorf("PutBucketPolicy was called %d times", n)
	}
}
