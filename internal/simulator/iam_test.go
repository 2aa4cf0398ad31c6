// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/google/go-cmp/cmp"
)

const boundaryARN = "arn:aws:iam::123456789012:policy/boundary"

// must stops the test when a call fails, and returns its answer.
func must[T any](out T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
}

func TestCreateRole_keepsWhatItWasGiven(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	created := must(sim.iam().CreateRole(t.Context(), &iam.CreateRoleInput{
		RoleName: aws.String("AmazonBedrock-worker"), Path: aws.String("/service-role/"), Description: aws.String("Trains & <tests>"),
		AssumeRolePolicyDocument: aws.String(bedrockTrust), MaxSessionDuration: aws.Int32(7200),
		PermissionsBoundary: aws.String(boundaryARN),
		Tags:                []types.Tag{roleTag("team", "données"), roleTag("empty", "")},
	}))(t)
	role := must(sim.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("AmazonBedrock-worker")}))(t).Role
	if diff := cmp.Diff(created.Role.Tags, role.Tags, cmp.AllowUnexported(types.Tag{})); diff != "" || len(role.Tags) != 2 {
		t.Errorf("tags of the create and of the read differ: %s", diff)
	}
	document, err := url.QueryUnescape(aws.ToString(role.AssumeRolePolicyDocument))
	if err != nil || document != bedrockTrust {
		t.Errorf("trust policy: %s (%v)", document, err)
	}
	got := []string{
		aws.ToString(role.Arn), aws.ToString(role.Path), aws.ToString(role.Description),
		aws.ToString(role.PermissionsBoundary.PermissionsBoundaryArn),
		fmt.Sprint(aws.ToInt32(role.MaxSessionDuration)), aws.ToString(role.Tags[0].Value), aws.ToString(role.RoleId)[:4],
	}
	want := []string{
		"arn:aws:iam::123456789012:role/service-role/AmazonBedrock-worker", "/service-role/", "Trains & <tests>", boundaryARN,
		"7200", "données", "AROA",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if age := sim.Now().Sub(aws.ToTime(role.CreateDate)); age < 0 || age > time.Minute {
		t.Errorf("the role is %v old", age)
	}
}

func TestCreateRole_refusesWhatAWSRefuses(t *testing.T) {
	t.Parallel()
	statement := func(s string) string { return `{"Version":"2012-10-17","Statement":[{` + s + `}]}` }
	service := `"Principal":{"Service":"bedrock.amazonaws.com"},"Effect":"Allow",`
	cases := map[string]struct {
		change func(*iam.CreateRoleInput)
		code   string
	}{
		"long name":   {func(in *iam.CreateRoleInput) { in.RoleName = aws.String(strings.Repeat("a", 65)) }, "ValidationError"},
		"odd name":    {func(in *iam.CreateRoleInput) { in.RoleName = aws.String("a/b") }, "ValidationError"},
		"open path":   {func(in *iam.CreateRoleInput) { in.Path = aws.String("/service-role") }, "ValidationError"},
		"description": {func(in *iam.CreateRoleInput) { in.Description = aws.String(strings.Repeat("é", 1001)) }, "ValidationError"},
		"dash":        {func(in *iam.CreateRoleInput) { in.Description = aws.String("a \u2014 b") }, "ValidationError"},
		"session":     {func(in *iam.CreateRoleInput) { in.MaxSessionDuration = aws.Int32(3599) }, "ValidationError"},
		"boundary":    {func(in *iam.CreateRoleInput) { in.PermissionsBoundary = aws.String("arn:aws:iam::aws:role/x") }, "InvalidInput"},
		"tag key": {func(in *iam.CreateRoleInput) {
			in.Tags = []types.Tag{roleTag("aws:x", "")}
		}, "InvalidInput"},
		"tag value": {func(in *iam.CreateRoleInput) { in.Tags = []types.Tag{roleTag("x", "a;b")} }, "ValidationError"},
		"long value": {func(in *iam.CreateRoleInput) {
			in.Tags = []types.Tag{roleTag("x", strings.Repeat("x", 257))}
		}, "ValidationError"},
		"tags that differ by case": {func(in *iam.CreateRoleInput) {
			in.Tags = []types.Tag{roleTag("x", ""), roleTag("X", "")}
		}, "InvalidInput"},
		"51 tags":      {func(in *iam.CreateRoleInput) { in.Tags = manyRoleTags(51) }, "LimitExceeded"},
		"no JSON":      {trustOf(`{`), "MalformedPolicyDocument"},
		"two objects":  {trustOf(bedrockTrust + bedrockTrust), "MalformedPolicyDocument"},
		"no statement": {trustOf(`{"Version":"2012-10-17"}`), "MalformedPolicyDocument"},
		"version":      {trustOf(strings.Replace(bedrockTrust, "2012", "2013", 1)), "MalformedPolicyDocument"},
		"case of names": {
			trustOf(statement(service + `"action":"sts:AssumeRole"`)), "MalformedPolicyDocument",
		},
		"effect":      {trustOf(strings.Replace(bedrockTrust, "Allow", "allow", 1)), "MalformedPolicyDocument"},
		"no action":   {trustOf(statement(`"Effect":"Allow","Principal":"*"`)), "MalformedPolicyDocument"},
		"action":      {trustOf(statement(service + `"Action":"s3:GetObject"`)), "MalformedPolicyDocument"},
		"bare action": {trustOf(statement(service + `"Action":"AssumeRole"`)), "MalformedPolicyDocument"},
		"resource":    {trustOf(statement(service + `"Action":"sts:AssumeRole","Resource":"*"`)), "MalformedPolicyDocument"},
		"principal":   {trustOf(statement(`"Effect":"Allow","Action":"sts:AssumeRole"`)), "MalformedPolicyDocument"},
		"kind of principal": {
			trustOf(statement(`"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Services":"x"}`)), "MalformedPolicyDocument",
		},
		"sid": {trustOf(statement(service + `"Action":"sts:AssumeRole","Sid":"a b"`)), "MalformedPolicyDocument"},
		"sids": {
			trustOf(statement(service + `"Action":"sts:AssumeRole","Sid":"a"},{` + service + `"Action":"sts:AssumeRole","Sid":"a"`)),
			"MalformedPolicyDocument",
		},
		"long trust": {
			trustOf(statement(service + `"Action":"sts:AssumeRole","Sid":"` + strings.Repeat("a", 2048) + `"`)), "LimitExceeded",
		},
		"white space is free": {trustOf(bedrockTrust + strings.Repeat(" ", 2048)), "no error"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			input := &iam.CreateRoleInput{RoleName: aws.String("worker"), AssumeRolePolicyDocument: aws.String(bedrockTrust)}
			test.change(input)
			_, err := sim.iam().CreateRole(t.Context(), input)
			wantCode(t, err, test.code)
			if created := len(sim.Objects()) > 0; created != (err == nil) {
				t.Errorf("role created: %v", created)
			}
		})
	}
}

func trustOf(document string) func(*iam.CreateRoleInput) {
	return func(in *iam.CreateRoleInput) { in.AssumeRolePolicyDocument = &document }
}

func roleTag(key, value string) types.Tag { return types.Tag{Key: &key, Value: &value} }

func manyRoleTags(n int) []types.Tag {
	tags := make([]types.Tag, n)
	for i := range tags {
		tags[i] = types.Tag{Key: aws.String(fmt.Sprintf("key-%02d", i)), Value: aws.String("value")}
	}
	return tags
}

func TestCreateRole_namesAreUniqueWhateverTheirCase(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "Worker")
	_, err := sim.iam().CreateRole(t.Context(), &iam.CreateRoleInput{
		RoleName: aws.String("worker"), AssumeRolePolicyDocument: aws.String(bedrockTrust),
	})
	wantCode(t, err, "EntityAlreadyExists")
}

func TestUpdateRole_changesOnlyWhatIsGiven(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "worker")
	name := aws.String("worker")
	must(sim.iam().UpdateRole(t.Context(), &iam.UpdateRoleInput{
		RoleName: name, Description: aws.String("first"), MaxSessionDuration: aws.Int32(7200),
	}))(t)
	must(sim.iam().UpdateRole(t.Context(), &iam.UpdateRoleInput{RoleName: name, Description: aws.String("")}))(t)
	trust := strings.ReplaceAll(bedrockTrust, "Allow", "Deny")
	must(sim.iam().UpdateAssumeRolePolicy(t.Context(), &iam.UpdateAssumeRolePolicyInput{RoleName: name, PolicyDocument: &trust}))(t)
	must(sim.iam().PutRolePermissionsBoundary(t.Context(), &iam.PutRolePermissionsBoundaryInput{
		RoleName: name, PermissionsBoundary: aws.String(boundaryARN),
	}))(t)
	role := must(sim.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: name}))(t).Role
	if aws.ToString(role.Description) != "" || aws.ToInt32(role.MaxSessionDuration) != 7200 ||
		!strings.Contains(aws.ToString(role.AssumeRolePolicyDocument), "Deny") ||
		aws.ToString(role.PermissionsBoundary.PermissionsBoundaryArn) != boundaryARN {
		t.Errorf("got %+v", role)
	}
	_, err := sim.iam().UpdateAssumeRolePolicy(t.Context(), &iam.UpdateAssumeRolePolicyInput{RoleName: name, PolicyDocument: aws.String("{}")})
	wantCode(t, err, "MalformedPolicyDocument")
	boundary := &iam.DeleteRolePermissionsBoundaryInput{RoleName: name}
	must(sim.iam().DeleteRolePermissionsBoundary(t.Context(), boundary))(t)
	_, err = sim.iam().DeleteRolePermissionsBoundary(t.Context(), boundary)
	wantCode(t, err, "NoSuchEntity")
}

func TestDeleteRole_wantsItsPoliciesGone(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "worker")
	name, policyARN := aws.String("worker"), aws.String("arn:aws:iam::aws:policy/service/Reader")
	deleted := func() error {
		_, err := sim.iam().DeleteRole(t.Context(), &iam.DeleteRoleInput{RoleName: name})
		return err
	}
	must(sim.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
		RoleName: name, PolicyName: aws.String("data"), PolicyDocument: aws.String(readBucket),
	}))(t)
	for range 2 { // attaching twice is no error
		must(sim.iam().AttachRolePolicy(t.Context(), &iam.AttachRolePolicyInput{RoleName: name, PolicyArn: policyARN}))(t)
	}
	attached := must(sim.iam().ListAttachedRolePolicies(t.Context(), &iam.ListAttachedRolePoliciesInput{RoleName: name}))(t).AttachedPolicies
	if len(attached) != 1 || aws.ToString(attached[0].PolicyName) != "Reader" || aws.ToString(attached[0].PolicyArn) != *policyARN {
		t.Errorf("attached: %+v", attached)
	}
	wantCode(t, deleted(), "DeleteConflict")
	detach := &iam.DetachRolePolicyInput{RoleName: name, PolicyArn: policyARN}
	must(sim.iam().DetachRolePolicy(t.Context(), detach))(t)
	_, err := sim.iam().DetachRolePolicy(t.Context(), detach)
	wantCode(t, err, "NoSuchEntity")
	wantCode(t, deleted(), "DeleteConflict")
	must(sim.iam().DeleteRolePolicy(t.Context(), &iam.DeleteRolePolicyInput{RoleName: name, PolicyName: aws.String("data")}))(t)
	profiles := must(sim.iam().ListInstanceProfilesForRole(t.Context(), &iam.ListInstanceProfilesForRoleInput{RoleName: name}))(t)
	if len(profiles.InstanceProfiles) != 0 || profiles.IsTruncated {
		t.Errorf("instance profiles: %+v", profiles)
	}
	wantCode(t, deleted(), "no error")
	wantCode(t, deleted(), "NoSuchEntity")
	if left := sim.Objects(); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestRolePolicy_isReturnedAsWritten(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "worker")
	document := strings.ReplaceAll(readBucket, `,"Action"`, ",\n  \"Sid\": \"A1\",\t\"Action\"")
	id := iam.GetRolePolicyInput{RoleName: aws.String("worker"), PolicyName: aws.String("data+more")}
	must(sim.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
		RoleName: id.RoleName, PolicyName: id.PolicyName, PolicyDocument: &document,
	}))(t)
	out := must(sim.iam().GetRolePolicy(t.Context(), &id))(t)
	encoded := aws.ToString(out.PolicyDocument)
	decoded, err := url.PathUnescape(encoded)
	if err != nil || decoded != document || strings.ContainsAny(encoded, "+ {") {
		t.Errorf("got %s (%v)", encoded, err)
	}
	must(sim.iam().DeleteRolePolicy(t.Context(), &iam.DeleteRolePolicyInput{RoleName: id.RoleName, PolicyName: id.PolicyName}))(t)
	_, err = sim.iam().GetRolePolicy(t.Context(), &id)
	wantCode(t, err, "NoSuchEntity")
	_, err = sim.iam().DeleteRolePolicy(t.Context(), &iam.DeleteRolePolicyInput{RoleName: id.RoleName, PolicyName: id.PolicyName})
	wantCode(t, err, "NoSuchEntity")
}

func TestPutRolePolicy_refusesWhatAWSRefuses(t *testing.T) {
	t.Parallel()
	sized := func(n int) string {
		return strings.Replace(readBucket, "data/*", strings.Repeat("d", n-len(strings.Replace(readBucket, "data/*", "", 1))), 1)
	}
	cases := map[string]struct{ name, document, code string }{
		"name":           {"my policy", readBucket, "ValidationError"},
		"trust policy":   {"data", bedrockTrust, "MalformedPolicyDocument"},
		"no resource":    {"data", strings.Replace(readBucket, `,"Resource":"arn:aws:s3:::data/*"`, "", 1), "MalformedPolicyDocument"},
		"no ARN":         {"data", strings.Replace(readBucket, "arn:aws:s3:::", "s3://", 1), "MalformedPolicyDocument"},
		"kind of action": {"data", strings.Replace(readBucket, `"s3:GetObject"`, `{}`, 1), "MalformedPolicyDocument"},
		"the quota":      {"data", sized(10240), "no error"},
		"over the quota": {"data", sized(10241), "LimitExceeded"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			sim.createRole(t, "worker")
			_, err := sim.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
				RoleName: aws.String("worker"), PolicyName: &test.name, PolicyDocument: &test.document,
			})
			wantCode(t, err, test.code)
		})
	}
}

func TestPutRolePolicy_countsAllPoliciesOfTheRole(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "worker")
	half := strings.Replace(readBucket, "data", strings.Repeat("d", 5100), 1)
	put := func(name string) error {
		_, err := sim.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
			RoleName: aws.String("worker"), PolicyName: &name, PolicyDocument: &half,
		})
		return err
	}
	wantCode(t, put("one"), "no error")
	wantCode(t, put("one"), "no error") // written over, not added
	wantCode(t, put("two"), "LimitExceeded")
}

func TestRoleLists_comeInPages(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "worker")
	name := aws.String("worker")
	must(sim.iam().TagRole(t.Context(), &iam.TagRoleInput{RoleName: name, Tags: manyRoleTags(25)}))(t)
	for i := range 12 {
		must(sim.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
			RoleName: name, PolicyName: aws.String(fmt.Sprintf("policy-%02d", i)), PolicyDocument: aws.String(readBucket),
		}))(t)
	}
	var names []string
	policies := iam.NewListRolePoliciesPaginator(sim.iam(), &iam.ListRolePoliciesInput{RoleName: name, MaxItems: aws.Int32(5)})
	for policies.HasMorePages() {
		names = append(names, must(policies.NextPage(t.Context()))(t).PolicyNames...)
	}
	if len(names) != 12 || names[0] != "policy-00" || names[11] != "policy-11" {
		t.Errorf("policies: %v", names)
	}
	pages, tags := 0, 0
	roleTags := iam.NewListRoleTagsPaginator(sim.iam(), &iam.ListRoleTagsInput{RoleName: name})
	for ; roleTags.HasMorePages(); pages++ {
		tags += len(must(roleTags.NextPage(t.Context()))(t).Tags)
	}
	if pages != 3 || tags != 25 {
		t.Errorf("%d tags on %d pages", tags, pages)
	}
	_, err := sim.iam().ListRoleTags(t.Context(), &iam.ListRoleTagsInput{RoleName: name, Marker: aws.String("page-99")})
	wantCode(t, err, "ValidationError")
}

func TestTagRole_mergesAndUntagRoleRemoves(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "worker")
	name := aws.String("worker")
	must(sim.iam().TagRole(t.Context(), &iam.TagRoleInput{RoleName: name, Tags: manyRoleTags(50)}))(t)
	changed := []types.Tag{roleTag("key-00", "new")}
	must(sim.iam().TagRole(t.Context(), &iam.TagRoleInput{RoleName: name, Tags: changed}))(t)
	_, err := sim.iam().TagRole(t.Context(), &iam.TagRoleInput{
		RoleName: name, Tags: []types.Tag{roleTag("one-more", "")},
	})
	wantCode(t, err, "LimitExceeded")
	keys := []string{"absent"}
	for i := 1; i < 50; i++ {
		keys = append(keys, fmt.Sprintf("key-%02d", i))
	}
	must(sim.iam().UntagRole(t.Context(), &iam.UntagRoleInput{RoleName: name, TagKeys: keys}))(t)
	left := must(sim.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: name}))(t).Role.Tags
	if diff := cmp.Diff(changed, left, cmp.AllowUnexported(types.Tag{})); diff != "" {
		t.Error(diff)
	}
}

// IAM keeps the case of a key and does not look at it.
func TestTagRole_takesKeysOfAnotherCaseForTheSame(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "worker")
	name := aws.String("worker")
	tags := func() []types.Tag {
		return must(sim.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: name}))(t).Role.Tags
	}
	for _, tag := range []types.Tag{roleTag("team", "support"), roleTag("Team", "sales")} {
		must(sim.iam().TagRole(t.Context(), &iam.TagRoleInput{RoleName: name, Tags: []types.Tag{tag}}))(t)
		if diff := cmp.Diff([]types.Tag{tag}, tags(), cmp.AllowUnexported(types.Tag{})); diff != "" {
			t.Error(diff)
		}
	}
	must(sim.iam().UntagRole(t.Context(), &iam.UntagRoleInput{RoleName: name, TagKeys: []string{"TEAM"}}))(t)
	if left := tags(); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

func TestQuery_refusesUnknownAndMissingParameters(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	header := http.Header{
		"Authorization": {"AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0"},
		"Content-Type":  {"application/x-www-form-urlencoded"},
	}
	for form, want := range map[string]int{
		"Action=GetRole&Version=2010-05-08&RoleName=worker&Color=red": http.StatusBadRequest,
		"Action=GetRole&Version=2010-05-08":                           http.StatusBadRequest,
		"Action=GetRole&Version=2010-05-08&RoleName=worker":           http.StatusNotFound,
		"Action=GetRole&Version=2009-01-01&RoleName=worker":           http.StatusNotImplemented,
	} {
		if resp, body := sim.send(t, http.MethodPost, "/", form, header); resp.StatusCode != want {
			t.Errorf("%s: got %d %s, want %d", form, resp.StatusCode, body, want)
		}
	}
}
