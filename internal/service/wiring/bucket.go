// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"errors"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// RegionOf is the region in which a bucket is, where S3 refused a request because it went to another; empty otherwise.
func RegionOf(err error) string {
	var response *awshttp.ResponseError
	if !errors.As(err, &response) || apierr.Is(err, apierr.AccessDenied) {
		return ""
	}
	return response.Response.Header.Get("X-Amz-Bucket-Region")
}

// BucketARN is the ARN of a bucket, which names neither region nor account.
func BucketARN(partition, bucket string) string { return "arn:" + partition + ":s3:::" + bucket }
