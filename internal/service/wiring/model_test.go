// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

func TestModels_matchTheirSchemas(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		resource resource.Resource
		model    any
	}{
		"data bucket":  {NewDataBucketResource(), &dataBucketModel{}},
		"data set":     {NewDatasetResource(), &datasetModel{}},
		"service role": {NewServiceRoleResource(), &serviceRoleModel{}},
	} {
		if diags := acctest.DecodeSchema(t.Context(), test.resource, test.model); diags.HasError() {
			t.Errorf("%s: %v", name, diags)
		}
	}
}

// A member that a new version of the SDK adds fails here, until it is mapped or listed as left out.
func TestModels_reachEveryMemberOfTheSDK(t *testing.T) {
	t.Parallel()
	text, days := types.StringValue("x"), types.Int64Value(7)
	all := types.MapValueMust(types.StringType, map[string]attr.Value{"k": text})
	bucket := dataBucketModel{Bucket: text, KMSKeyID: text, TagsAll: all}
	role := serviceRoleModel{
		Name: text, Path: text, TrustPolicy: text, Description: text, PermissionsBoundary: text, TagsAll: all,
	}
	rule := lifecycleRule{text, days, days, days}
	for name, test := range map[string]struct {
		sdk  any
		zero []string
	}{
		"CreateBucket": {bucket.createInput("eu-west-1", tags.Map(bucket.TagsAll)), []string{
			"ACL", "BucketNamespace", "CreateBucketConfiguration.Bucket", "CreateBucketConfiguration.Location", "GrantFullControl", "GrantRead",
			"GrantReadACP", "GrantWrite", "GrantWriteACP", "ObjectLockEnabledForBucket",
		}},
		"encryption": {bucket.encryptionConfiguration(), []string{"Rules.BlockedEncryptionTypes"}},
		"LifecycleRule": {rule.expand("id"), []string{
			"Expiration.Date", "Expiration.ExpiredObjectDeleteMarker", "Filter.And", "Filter.ObjectSizeGreaterThan", "Filter.ObjectSizeLessThan",
			"Filter.Tag", "NoncurrentVersionExpiration.NewerNoncurrentVersions", "NoncurrentVersionTransitions", "Prefix", "Transitions",
		}},
		"CORSRule":   {expandCORS([]corsRule{{[]string{"GET"}, []string{"*"}, []string{"*"}, []string{"ETag"}, days}})[0], []string{"ID"}},
		"CreateRole": {role.createInput(tags.Map(role.TagsAll)), []string{"MaxSessionDuration"}},
	} {
		got := acctest.ZeroFields(test.sdk)
		if diff := cmp.Diff(test.zero, got, cmpopts.SortSlices(strings.Compare)); diff != "" {
			t.Errorf("%s: members that no argument reaches (-known +got):\n%s", name, diff)
		}
	}
}

func TestLifecycle_rulesThatSayMoreAreNotTakenForOurs(t *testing.T) {
	t.Parallel()
	ours := lifecycleRule{Prefix: types.StringValue("x/"), ExpirationDays: types.Int64Value(7)}
	if diff := cmp.Diff(ours, flattenLifecycleRule(ours.expand("id"))); diff != "" {
		t.Errorf("what is put is not what is read: %s", diff)
	}
	for name, change := range map[string]func(*s3types.LifecycleRule){
		"disabled":   func(r *s3types.LifecycleRule) { r.Status = s3types.ExpirationStatusDisabled },
		"no filter":  func(r *s3types.LifecycleRule) { r.Filter = nil },
		"by tag":     func(r *s3types.LifecycleRule) { r.Filter.Tag = &s3types.Tag{} },
		"by size":    func(r *s3types.LifecycleRule) { r.Filter.ObjectSizeLessThan = aws.Int64(1) },
		"by both":    func(r *s3types.LifecycleRule) { r.Filter.And = &s3types.LifecycleRuleAndOperator{} },
		"marker":     func(r *s3types.LifecycleRule) { r.Expiration.ExpiredObjectDeleteMarker = aws.Bool(true) },
		"transition": func(r *s3types.LifecycleRule) { r.Transitions = []s3types.Transition{{}} },
		"newer": func(r *s3types.LifecycleRule) {
			r.NoncurrentVersionExpiration = &s3types.NoncurrentVersionExpiration{NewerNoncurrentVersions: aws.Int32(1)}
		},
	} {
		rule := ours.expand("id")
		change(&rule)
		if got := flattenLifecycleRule(rule); got != (lifecycleRule{}) {
			t.Errorf("%s: read as %+v, so that the plan shows no difference", name, got)
		}
	}
}

func TestBucketPolicy_keepsItsOwnStatementApart(t *testing.T) {
	t.Parallel()
	const arn = "arn:aws:s3:::data-bucket"
	const theirs = `{"Id":"logs","Statement":{"Sid":"Logs","Effect":"Allow","Principal":"*","Action":"s3:Get<&>","Resource":"*"}}`
	policy, err := bucketPolicy(arn, theirs)
	if err != nil {
		t.Fatal(err)
	}
	got, err := additionalPolicy(arn, policy)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"Version":"2012-10-17","Id":"logs","Statement":[` +
		`{"Sid":"Logs","Effect":"Allow","Principal":"*","Action":"s3:Get<&>","Resource":"*"}]}`
	if got != want {
		t.Errorf("the statements of others are %s, want %s", got, want)
	}
	alone, err := bucketPolicy(arn, "")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := additionalPolicy(arn, alone); got != "" || err != nil {
		t.Errorf("the statement of every bucket is taken for one of others: %s (%v)", got, err)
	}
	if got, err := additionalPolicy("arn:aws:s3:::other", alone); got == "" || err != nil {
		t.Errorf("a statement about another bucket is taken for ours (%v)", err)
	}
}

func TestGrant_readsBackTheLocationsOfAPolicy(t *testing.T) {
	t.Parallel()
	want := []string{
		"s3://bucket", "s3://bucket/file.jsonl", "s3://bucket/folder/", "s3://bucket/with ${x} and *?/", "s3://other/deep/er",
	}
	m := serviceRoleModel{
		Purpose: types.StringValue("model_customization"), Region: types.StringValue("us-east-1"),
		TrainingData: withTexts(types.SetNull(types.StringType), want), OutputData: types.StringValue("s3://bucket/output"),
	}
	caller := awsclient.Caller{AccountID: "123456789012", Partition: "aws"}
	if err := m.derive(caller, &serviceRoleModel{}); err != nil {
		t.Fatal(err)
	}
	read := serviceRoleModel{
		ARN: types.StringValue("arn:aws:iam::123456789012:role/role"), TrustPolicy: m.TrustPolicy, PermissionsPolicy: m.PermissionsPolicy,
	}
	if err := read.recognise(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, texts(read.TrainingData)); diff != "" {
		t.Errorf("training data (-granted +read):\n%s", diff)
	}
	for name, pair := range map[string][2]types.String{
		"purpose": {m.Purpose, read.Purpose}, "region": {m.Region, read.Region}, "output_data": {m.OutputData, read.OutputData},
	} {
		if !pair[0].Equal(pair[1]) {
			t.Errorf("%s is %s, want %s", name, pair[1], pair[0])
		}
	}
}
