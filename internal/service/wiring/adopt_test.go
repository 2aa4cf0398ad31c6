// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// wired is a resource, and what leaves it as a run does that dies in the middle of its Create.
type wired struct {
	address, config, setting, untag string
}

func wiredTypes() map[string]wired {
	return map[string]wired{
		"bucket": {"bedrock_data_bucket.test", `resource "bedrock_data_bucket" "test" {
  bucket_prefix = "training-"
  versioning    = true
  tags          = { team = "support" }
}`, "PutBucketVersioning", "PutBucketTagging"},
		"bucket without tags": {"bedrock_data_bucket.test", `resource "bedrock_data_bucket" "test" {
  bucket = "training-of-support"
}`, "PutPublicAccessBlock", "DeleteBucketTagging"},
		"role": {"bedrock_service_role.test", `resource "bedrock_service_role" "test" {
  name_prefix   = "training-"
  purpose       = "model_customization"
  training_data = ["s3://training/train.jsonl"]
  output_data   = "s3://training/output/"
}`, "PutRolePolicy", "UntagRole"},
		"role of a default prefix": {"bedrock_service_role.test", `resource "bedrock_service_role" "test" {
  purpose       = "model_customization"
  training_data = ["s3://training/train.jsonl"]
  output_data   = "s3://training/output/"
  tags          = { team = "support" }
}`, "PutRolePolicy", "UntagRole"},
	}
}

// reopen is the next run of Terraform, with an ownership key.
func reopen(cloud *acctest.Cloud, w *acctest.Workspace, key string) {
	config := cloud.For(acctest.Region)
	if key != "" {
		config["ownership_key"] = key
	}
	w.Reconfigure(config, domains(), provider.WithClock(acctest.NewClock(cloud)))
}

const ownershipKey = "support-models-production"

// lose creates the object and forgets it, as a run does that dies before the setting and before the mark is taken off.
func (o wired) lose(t *testing.T, cloud *acctest.Cloud, w *acctest.Workspace) (arn string) {
	t.Helper()
	for _, operation := range []string{o.setting, o.untag} {
		cloud.AddFault(simulator.Fault{Operation: operation, Status: 403, Code: "AccessDenied", Times: -1})
	}
	diags := w.Apply(t.Context(), o.config)
	acctest.Says(t, "error", diags.Errors(), "is there")
	acctest.Says(t, "warning", diags.Warnings(), tags.Owner)
	cloud.ClearFaults()
	arn = w.Object(o.address).Attr("arn")
	w.Forget(o.address)
	return arn
}

func TestWiring_takesOverWhatAnApplyThatDiedMade(t *testing.T) {
	t.Parallel()
	for name, o := range wiredTypes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			reopen(cloud, w, ownershipKey)
			arn := o.lose(t, cloud, w)
			reopen(cloud, w, ownershipKey)
			diags := w.Apply(t.Context(), o.config)
			acctest.OK(t, diags)
			acctest.Says(t, "warning", diags.Warnings(), "Taking over", tags.Owner)
			if now := w.Object(o.address).Attr("arn"); now != arn {
				t.Errorf("took over %s, not %s", now, arn)
			}
			acctest.Unchanged(t, w, o.config)
			reopen(cloud, w, ownershipKey)
			w.Forget(o.address)
			acctest.Refused(t, w.Apply(t.Context(), o.config), "terraform import") // what is complete may be in a state
			acctest.OK(t, w.Import(t.Context(), o.address, strings.Split(o.address, ".")[0], arn, nil))
			acctest.OK(t, w.Apply(t.Context(), o.config))
			acctest.Unchanged(t, w, o.config)
			acctest.Destroyed(t, cloud, w)
		})
	}
}

// Two roles that differ only in what they may do are two.
func TestServiceRole_hasANameOfItsOwnForItsPermissions(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	reopen(cloud, w, ownershipKey)
	o := wiredTypes()["role of a default prefix"]
	acctest.OK(t, w.Apply(t.Context(), o.config+"\n"+strings.NewReplacer(`"test"`, `"other"`, "train.jsonl", "other.jsonl").Replace(o.config)))
	if one, other := w.Object(o.address).Attr("name"), w.Object("bedrock_service_role.other").Attr("name"); one == other {
		t.Errorf("both are called %s", one)
	}
}

func TestWiring_takesOverNothingElse(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"", "support-models-staging"} {
		t.Run("key "+key, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			reopen(cloud, w, ownershipKey)
			o := wiredTypes()["bucket without tags"]
			o.lose(t, cloud, w)
			reopen(cloud, w, key)
			acctest.Refused(t, w.Apply(t.Context(), o.config), "terraform import")
		})
	}
}

// What was created a moment ago is not known everywhere yet, and settings that were put a moment ago stand in the way of others.
func TestWiring_takesTheMarkOffWhatIsNotSettled(t *testing.T) {
	t.Parallel()
	for name, o := range wiredTypes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			reopen(cloud, w, ownershipKey)
			cloud.AddFault(simulator.Fault{Operation: o.untag, Status: 404, Code: "NoSuchEntity", Times: 1})
			cloud.AddFault(simulator.Fault{Operation: o.untag, Status: 409, Code: "OperationAborted", Times: 2})
			diags := w.Apply(t.Context(), o.config)
			acctest.OK(t, diags)
			if warnings := diags.Warnings(); strings.Contains(warnings, tags.Owner) || cloud.Count(o.untag) != 4 {
				t.Errorf("%d requests to take the mark off; %s", cloud.Count(o.untag), warnings)
			}
		})
	}
}

// Buckets that differ in their settings alone are not the same.
func TestWiring_makesBucketsThatDifferInTheirSettings(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	reopen(cloud, w, ownershipKey)
	config := ""
	for name, setting := range map[string]string{
		"plain": "", "unversioned": "versioning = false", "short": "lifecycle_rules = { all = { expiration_days = 7 } }",
		"encrypted": `kms_key_id = "11111111-2222-3333-4444-555555555555"`,
		"form":      `cors_rules = [{ allowed_methods = ["GET"], allowed_origins = ["*"] }]`,
	} {
		config += fmt.Sprintf("resource \"bedrock_data_bucket\" %q {\n  bucket_prefix = \"training-\"\n  %s\n}\n", name, setting)
	}
	acctest.OK(t, w.Apply(t.Context(), config))
	if n := len(cloud.Objects()); n != 5 {
		t.Errorf("%d buckets", n)
	}
	acctest.Destroyed(t, cloud, w)
}
