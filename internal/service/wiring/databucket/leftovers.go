// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"path"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	attributepath "github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// leftoversTime bounds the look for leftovers, without which a plan is as good.
const leftoversTime = 10 * time.Second

// warnOfLeftovers says that a destroy or a replacement will stop at the bucket, while everything that goes before it is still there:
// jobs have left files in it which no resource knows. Of all else in it, such as data sets, the plan may well get rid before.
func (r *managed) warnOfLeftovers(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if crud.PlanningOf(req) != crud.PlanDestroy && !crud.Replaces(ctx, req, resp) {
		return
	}
	var was model
	if !crud.Decode(ctx, req.State, &was,
		&resp.Diagnostics) || was.ForceDestroy.ValueBool() || !r.Provider.Deletes(was.DeletionPolicy) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, leftoversTime)
	defer cancel()
	b, err := openBucket(ctx, r.Provider.Clients, was.Bucket.ValueString(), was.Region.ValueString())
	left := ""
	if err == nil {
		left, err = b.leftover(ctx)
	}
	if err != nil { // the destroy says what is wrong, if it still is
		tflog.Warn(ctx, "the bucket could not be looked into", map[string]any{"bucket": was.Bucket.ValueString(), "error": err.Error()})
		return
	}
	if left != "" {
		resp.Diagnostics.AddAttributeWarning(attributepath.Root("force_destroy"), "Destroying a bucket that a job has written to",
			was.Bucket.ValueString()+" holds what no resource of Terraform knows, such as "+left+", so this will stop at the bucket, after "+
				"the destroy of what depends on it. "+emptyFirst())
	}
}

// leftover is the key of an object that a job has left in the bucket; empty where there is none among the first thousand.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
func (b *bucket) leftover(ctx context.Context) (string, error) {
	out, err := b.client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &b.name, ExpectedBucketOwner: b.owner})
	if err != nil {
		return "", err
	}
	for _, object := range out.Contents {
		if key := aws.ToString(object.Key); isLeftover(key) {
			return key, nil
		}
	}
	return "", nil
}

// isLeftover reports whether a key is one that customization jobs make: the probe of their rights, and what is in their folders.
func isLeftover(key string) bool {
	return path.Base(key) == ".write_access_check_file.temp" || strings.Contains("/"+key, "/model-customization-job-")
}

// emptyFirst is how to get rid of a bucket that is not empty.
func emptyFirst() string {
	return "A customization job leaves files in its output for good, also when it fails: .write_access_check_file.temp, reports, its " +
		"metrics. Empty the bucket, or set force_destroy = true, which deletes all that is in it for good when the bucket is destroyed " +
		"or replaced. " + crud.ApplyAlone("bedrock_data_bucket.NAME")
}
