// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

func TestModel_matchesItsSchema(t *testing.T) {
	t.Parallel()
	var m model
	if diags := acctest.DecodeSchema(t.Context(), Resource(), &m); diags.HasError() {
		t.Error(diags)
	}
}

// A member that a new version of the SDK adds fails here, until it is mapped or listed as left out.
func TestModel_reachesEveryMemberOfTheSDK(t *testing.T) {
	t.Parallel()
	text, days := types.StringValue("x"), types.Int64Value(7)
	m := model{
		Bucket: text, KMSKeyID: text, TagsAll: types.MapValueMust(types.StringType, map[string]attr.Value{"k": text}),
	}
	rule := lifecycleRule{text, days, days, days}
	for name, test := range map[string]struct {
		sdk  any
		zero []string
	}{
		"CreateBucket": {m.createInput("eu-west-1", tags.Map(m.TagsAll)), []string{
			"ACL", "BucketNamespace", "CreateBucketConfiguration.Bucket", "CreateBucketConfiguration.Location", "GrantFullControl", "GrantRead",
			"GrantReadACP", "GrantWrite", "GrantWriteACP", "ObjectLockEnabledForBucket",
		}},
		"encryption": {m.encryptionConfiguration(), []string{"Rules.BlockedEncryptionTypes"}},
		"LifecycleRule": {rule.expand("id"), []string{
			"Expiration.Date", "Expiration.ExpiredObjectDeleteMarker", "Filter.And", "Filter.ObjectSizeGreaterThan", "Filter.ObjectSizeLessThan",
			"Filter.Tag", "NoncurrentVersionExpiration.NewerNoncurrentVersions", "NoncurrentVersionTransitions", "Prefix", "Transitions",
		}},
		"CORSRule": {expandCORS([]corsRule{{[]string{"GET"}, []string{"*"}, []string{"*"}, []string{"ETag"}, days}})[0], []string{"ID"}},
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
	policy, err := bucketPolicy(arn, nil, theirs)
	if err != nil {
		t.Fatal(err)
	}
	got, err := additionalPolicy(policy, wiring.SecureTransport(arn))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"Version":"2012-10-17","Id":"logs","Statement":[` +
		`{"Sid":"Logs","Effect":"Allow","Principal":"*","Action":"s3:Get<&>","Resource":"*"}]}`
	if got != want {
		t.Errorf("the statements of others are %s, want %s", got, want)
	}
	alone, err := bucketPolicy(arn, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := additionalPolicy(alone, wiring.SecureTransport(arn)); got != "" || err != nil {
		t.Errorf("the statement of every bucket is taken for one of others: %s (%v)", got, err)
	}
	if got, err := additionalPolicy(alone, wiring.SecureTransport("arn:aws:s3:::other")); got == "" || err != nil {
		t.Errorf("a statement about another bucket is taken for ours (%v)", err)
	}
}
