// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// errMayNotInvoke is why a job fails whose role lacks a permission for the profile. AWS does not say which one.
const errMayNotInvoke core.AWSMessage = "Customer doesn't have permissions to invokeModel"

// checkInvocationAccess refuses a job whose role cannot be assumed or cannot reach the data.
func (q *request) checkInvocationAccess(job *invocationJob) error {
	role := *job.input.RoleARN
	switch err := q.aws.Roles.Assume(role, q.Account, job.arn); {
	case errors.Is(err, core.ErrForeignRole):
		return accessDeniedError(err.Error())
	case err != nil:
		return validationError(err.Error())
	}
	if err := q.checkInvocationInput(role, job.source()); err != nil {
		return err
	}
	output := job.output()
	bucket, _ := splitS3URI(*output.S3URI)
	if err := q.checkBucketOwner(bucket, output.S3BucketOwner); err != nil {
		return err
	}
	return q.checkWritable(role, *output.S3URI)
}

// checkInvocationInput looks for files that the role may read: the one that the URI names, or those below it, which the
// role must then be able to list.
func (q *request) checkInvocationInput(role string, input *invocationS3Input) error {
	bucket, prefix := splitS3URI(*input.S3URI)
	if err := q.checkBucketOwner(bucket, input.S3BucketOwner); err != nil {
		return err
	}
	refused := func(action, key string) error {
		return validationError(fmt.Sprintf("Could not validate %s permissions to access S3 bucket: %s at key %s", action, bucket, key))
	}
	files, err := inputFiles(q.aws.Objects, bucket, prefix)
	if err != nil {
		return refused("GetObject", prefix)
	}
	alone := strings.HasSuffix(prefix, inputExtension)
	if !alone && !q.aws.Roles.Allowed(role, "s3:ListBucket", q.s3ARN(bucket, "")) {
		return refused("ListBucket", prefix)
	}
	for _, key := range files {
		if !q.aws.Roles.Allowed(role, "s3:GetObject", q.s3ARN(bucket, key)) {
			return refused("GetObject", key)
		}
	}
	if alone && len(files) == 0 {
		return refused("GetObject", prefix)
	}
	return nil
}

// checkBucketOwner refuses a bucket of another account than the one that the request names, which is the caller's where it
// names none.
func (q *request) checkBucketOwner(bucket string, expected *string) error {
	if err := q.checkBucket(bucket); err != nil {
		return err
	}
	owner, _, err := q.aws.Objects.Bucket(bucket)
	if err != nil {
		return validationError(err.Error())
	}
	want := q.Account
	if expected != nil {
		want = *expected
	}
	if owner != want {
		return validationError(fmt.Sprintf("The provided S3 bucket %s is not owned by the account %s.", bucket, want))
	}
	return nil
}

// checkInvoke holds the role against a profile and the models behind it. The role needs no permission for a model that the
// job invokes without a profile.
func (job *invocationJob) checkInvoke(roles serviceRoles) error {
	if len(job.target.routes) == 0 {
		return nil
	}
	for _, resource := range append([]string{job.target.arn}, job.target.routes...) {
		if !roles.Allowed(*job.input.RoleARN, "bedrock:InvokeModel", resource) {
			return errMayNotInvoke
		}
	}
	return nil
}
