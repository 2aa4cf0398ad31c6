// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acceptance_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// listed are the types that a run makes and a list resource finds: the attribute with the name, and the class that makes one.
var listed = map[string]struct {
	name  string
	class acceptance.Class
}{
	"bedrock_inference_profile":       {"name", acceptance.Free},
	"bedrock_model_customization_job": {"job_name", acceptance.Training},
}

// sweep removes what this and earlier runs have left in the account: what the list resources find by its name, and the buckets and
// roles of the runs that have not ended, whose names are written down here.
func (a account) sweep(t *testing.T, class acceptance.Class) {
	t.Helper()
	w := acctest.NewWorkspace(t, a.provider, registry.All())
	for typ, of := range listed {
		if !class.Allows(of.class) {
			continue
		}
		found, diags := w.Query(t.Context(), typ)
		if diags.Errors() != "" {
			t.Logf("%s is not swept: %s", typ, diags.Errors())
			continue
		}
		for _, object := range found {
			if value := object.GetAttr(of.name); value.Type() == cty.String && !value.IsNull() && ours(value.AsString()) {
				remove(t, w, typ, object.GetAttr("arn").AsString())
			}
		}
	}
	runs, err := os.ReadDir(a.unfinished)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, run := range runs {
		a.sweepRun(t, w, run.Name())
	}
}

func (a account) sweepRun(t *testing.T, w *acctest.Workspace, run string) {
	t.Helper()
	name := run + "-role"
	var noRole *iamtypes.NoSuchEntityException
	if _, err := iam.NewFromConfig(a.config).GetRole(t.Context(), &iam.GetRoleInput{RoleName: &name}); err == nil {
		remove(t, w, "bedrock_service_role", name)
	} else if !errors.As(err, &noRole) {
		t.Errorf("looking for the role %s: %s", name, err)
	}
	bucket := run + "-data"
	var noBucket *s3types.NotFound
	client := s3.NewFromConfig(a.config, func(o *s3.Options) { o.UsePathStyle = true })
	if _, err := client.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: &bucket}); err == nil {
		emptyBucket(t, client, bucket)
		remove(t, w, "bedrock_data_bucket", bucket)
	} else if !errors.As(err, &noBucket) {
		t.Errorf("looking for the bucket %s: %s", bucket, err)
	}
	if !t.Failed() {
		must(t, os.Remove(filepath.Join(a.unfinished, run)))
	}
}

// remove takes an object over and destroys it, as Terraform does.
func remove(t *testing.T, w *acctest.Workspace, typ, id string) {
	t.Helper()
	address := typ + ".swept"
	diags := w.Import(t.Context(), address, typ, id, nil)
	if diags.Errors() == "" {
		diags = append(diags, w.DestroyOne(t.Context(), address)...)
	}
	if diags.Errors() != "" {
		t.Errorf("removing %s: %s", id, diags.Errors())
		return
	}
	t.Logf("swept %s %s", typ, id)
}

// emptyBucket removes every version of every object: an import has no force_destroy.
func emptyBucket(t *testing.T, client *s3.Client, bucket string) {
	t.Helper()
	versions, err := client.ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: &bucket})
	must(t, err)
	for _, v := range versions.Versions {
		_, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: &bucket, Key: v.Key, VersionId: v.VersionId})
		must(t, err)
	}
	for _, v := range versions.DeleteMarkers {
		_, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: &bucket, Key: v.Key, VersionId: v.VersionId})
		must(t, err)
	}
}
