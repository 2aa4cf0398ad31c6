// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func TestDataBucket_imports(t *testing.T) {
	t.Parallel()
	arn := "arn:aws:s3:::" + bucketName
	for how, by := range map[string]struct {
		id       string
		identity map[string]string
	}{
		"name":     {id: bucketName},
		"ARN":      {id: arn},
		"identity": {identity: map[string]string{"arn": arn}},
	} {
		for _, name := range []string{"min.tf", "max.tf"} {
			t.Run(how+" "+name, func(t *testing.T) {
				t.Parallel()
				cloud, w := start(t)
				config := strings.Replace(acctest.Fixture(t, name), "force_destroy = true", "", 1)
				acctest.OK(t, w.Apply(t.Context(), config))
				imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
				acctest.OK(t, imported.Import(t.Context(), bucketAddress, "bedrock_data_bucket", by.id, by.identity))
				acctest.Unchanged(t, imported, config)
			})
		}
	}
}

func TestDataBucket_importsFromWhereverItIs(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := `resource "bedrock_data_bucket" "test" {
		bucket_prefix = "wiring-"
		region        = "eu-west-1"
	}`
	acctest.OK(t, w.Apply(t.Context(), config))
	imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	acctest.OK(t, imported.Import(t.Context(), bucketAddress, "bedrock_data_bucket", w.Object(bucketAddress).Attr("bucket"), nil))
	if got := imported.Object(bucketAddress).Attr("region"); got != "eu-west-1" {
		t.Errorf("region is %q", got)
	}
	plan := imported.Plan(t.Context(), config) // bucket_prefix gets into the state, nothing more
	if got := plan.Of(bucketAddress); got != acctest.Update {
		t.Fatalf("the plan is %s, want update: %s", got, plan.Errors())
	}
	acctest.OK(t, imported.ApplyPlan(t.Context(), config, plan))
	acctest.Unchanged(t, imported, config)
}

func TestDataBucket_importsAPolicyOfTheOlderVersion(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	older := strings.NewReplacer("2012-10-17", "2008-10-17", `"Statement":[`, `"Statement":[{"Sid":"Theirs","Effect":"Allow","Principal":`+
		`{"AWS":"arn:aws:iam::123456789012:root"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::`+bucketName+`"},`).
		Replace(w.Object(bucketAddress).Attr("policy"))
	put, err := acctest.S3Client(cloud, acctest.Region).PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{
		Bucket: aws.String(bucketName), Policy: &older,
	})
	acctest.Must(t, put, err)
	imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	acctest.OK(t, imported.Import(t.Context(), bucketAddress, "bedrock_data_bucket", bucketName, nil))
	config = strings.Replace(config, `bucket `, "additional_policy_json = "+
		strconv.Quote(imported.Object(bucketAddress).Attr("additional_policy_json"))+"\nbucket ", 1)
	plan := imported.Plan(t.Context(), config)
	if got := plan.Of(bucketAddress); got != acctest.Update {
		t.Fatalf("the plan is %s, want update", got)
	}
	acctest.OK(t, imported.ApplyPlan(t.Context(), config, plan))
	acctest.Unchanged(t, imported, config)
	if policy := imported.Object(bucketAddress).Attr("policy"); !strings.Contains(policy, "Theirs") || strings.Contains(policy, "2008") {
		t.Errorf("the policy is %s", policy)
	}
}

func TestDataBucket_importLeavesRulesThatSayMoreAlone(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	client := acctest.S3Client(cloud, acctest.Region)
	put, err := client.PutBucketLifecycleConfiguration(t.Context(), &s3.PutBucketLifecycleConfigurationInput{
		Bucket: aws.String(bucketName),
		LifecycleConfiguration: &s3types.BucketLifecycleConfiguration{Rules: []s3types.LifecycleRule{{
			ID: aws.String("archive"), Status: s3types.ExpirationStatusEnabled, Filter: &s3types.LifecycleRuleFilter{Prefix: aws.String("")},
			Transitions: []s3types.Transition{{Days: aws.Int32(30), StorageClass: s3types.TransitionStorageClassGlacier}},
		}}},
	})
	acctest.Must(t, put, err)
	imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	diags := imported.Import(t.Context(), bucketAddress, "bedrock_data_bucket", bucketName, nil)
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), "They stay as they are")
	acctest.Unchanged(t, imported, config)
	acctest.OK(t, imported.Apply(t.Context(), config))
	have, err := client.GetBucketLifecycleConfiguration(t.Context(), &s3.GetBucketLifecycleConfigurationInput{Bucket: aws.String(bucketName)})
	if rules := acctest.Must(t, have, err).Rules; len(rules) != 1 {
		t.Errorf("%d rules are left", len(rules))
	}
}

func TestDataBucket_importRefusesWhatIsNoBucket(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for id, want := range map[string]string{
		"arn:aws:s3:::bucket/key":             "not the ARN of a bucket",
		"arn:aws:iam::123456789012:role/role": "not the ARN of a bucket",
		"s3://bucket":                         "neither an ARN nor a bucket name",
		"no-such-bucket-anywhere":             "does not exist",
	} {
		acctest.Refused(t, w.Import(t.Context(), bucketAddress, "bedrock_data_bucket", id, nil), want)
	}
}
