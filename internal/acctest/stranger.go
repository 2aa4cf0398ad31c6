// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// StrangerAccount is an account whose roles anybody may assume.
const StrangerAccount = "210987654321"

// ConfigOfStranger is a provider configuration with credentials of another account.
func ConfigOfStranger(cloud *Cloud) ProviderConfig {
	config := cloud.For(Region)
	config["assume_role"] = []any{map[string]any{"role_arn": "arn:aws:iam::" + StrangerAccount + ":role/stranger"}}
	return config
}

// S3Client is a client of somebody else in the same account.
func S3Client(cloud *Cloud, region string) *s3.Client {
	return s3.New(s3.Options{
		Region: region, BaseEndpoint: &cloud.URL, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("AKIAOTHER", "secret", ""),
	})
}

// S3ClientOfStranger is a client in another account.
func S3ClientOfStranger(t *testing.T, cloud *Cloud, region string) *s3.Client {
	t.Helper()
	client := sts.New(sts.Options{
		Region: region, BaseEndpoint: &cloud.URL, Credentials: credentials.NewStaticCredentialsProvider("AKIAOTHER", "secret", ""),
	})
	out, err := client.AssumeRole(t.Context(), &sts.AssumeRoleInput{
		RoleArn: aws.String("arn:aws:iam::" + StrangerAccount + ":role/stranger"), RoleSessionName: aws.String("test"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s3.New(s3.Options{
		Region: region, BaseEndpoint: &cloud.URL, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider(
			*out.Credentials.AccessKeyId, *out.Credentials.SecretAccessKey, *out.Credentials.SessionToken),
	})
}
