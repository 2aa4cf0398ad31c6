// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func domains() []domain.Domain { return registry.Of("wiring") }

// start returns a simulator and an empty workspace that uses it.
func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud := acctest.NewCloud(t)
	return cloud, acctest.NewWorkspace(t, cloud.For(acctest.Region), domains(), provider.WithClock(acctest.NewClock(cloud)))
}

func fixture(t *testing.T, elements ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(append([]string{"testdata"}, elements...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// ok fails the test when a run ended with an error.
func ok(t *testing.T, diags acctest.Diagnostics) {
	t.Helper()
	if errors := diags.Errors(); errors != "" {
		t.Fatalf("unexpected error: %s", errors)
	}
}

// refused fails the test unless a run ended with an error that has all the parts.
func refused(t *testing.T, diags acctest.Diagnostics, parts ...string) {
	t.Helper()
	contains(t, "error", diags.Errors(), parts...)
}

func contains(t *testing.T, what, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if part == "" || !strings.Contains(text, part) {
			t.Errorf("the %s lacks %q: %s", what, part, text)
		}
	}
}

// unchanged fails the test unless a plan with refresh is empty.
func unchanged(t *testing.T, w *acctest.Workspace, config string) {
	t.Helper()
	plan := w.Plan(t.Context(), config)
	ok(t, plan.Diagnostics)
	if !plan.Empty() {
		t.Fatalf("the second plan is not empty: %+v", plan.Changes)
	}
}

// destroyed destroys everything and fails the test if the simulator then still holds something.
func destroyed(t *testing.T, cloud *acctest.Cloud, w *acctest.Workspace) {
	t.Helper()
	ok(t, w.Destroy(t.Context()))
	if left := cloud.Objects(); len(left) > 0 {
		t.Fatalf("destroy left %v", left)
	}
}

// strangerAccount is an account whose roles anybody may assume.
const strangerAccount = "210987654321"

// configOfStranger is a provider configuration with credentials of another account.
func configOfStranger(cloud *acctest.Cloud) acctest.ProviderConfig {
	config := cloud.For(acctest.Region)
	config["assume_role"] = []any{map[string]any{"role_arn": "arn:aws:iam::" + strangerAccount + ":role/stranger"}}
	return config
}

// s3Client is a client of somebody else in the same account.
func s3Client(cloud *acctest.Cloud, region string) *s3.Client {
	return s3.New(s3.Options{
		Region: region, BaseEndpoint: &cloud.URL, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("AKIAOTHER", "secret", ""),
	})
}

// s3ClientOfStranger is a client in another account.
func s3ClientOfStranger(t *testing.T, cloud *acctest.Cloud, region string) *s3.Client {
	t.Helper()
	client := sts.New(sts.Options{
		Region: region, BaseEndpoint: &cloud.URL, Credentials: credentials.NewStaticCredentialsProvider("AKIAOTHER", "secret", ""),
	})
	out, err := client.AssumeRole(t.Context(), &sts.AssumeRoleInput{
		RoleArn: aws.String("arn:aws:iam::" + strangerAccount + ":role/stranger"), RoleSessionName: aws.String("test"),
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

// must returns the answer of an SDK call and fails the test when there is none.
func must[T any](t *testing.T, out T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return out
}
