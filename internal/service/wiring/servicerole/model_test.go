// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
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
	text := types.StringValue("x")
	all := types.MapValueMust(types.StringType, map[string]attr.Value{"k": text})
	m := model{Name: text, Path: text, TrustPolicy: text, Description: text, PermissionsBoundary: text, TagsAll: all,
		MaxSessionDuration: types.Int32Value(3600)}
	if diff := cmp.Diff([]string(nil), acctest.ZeroFields(m.createInput(tags.Map(m.TagsAll)))); diff != "" {
		t.Errorf("members that no argument reaches (-known +got):\n%s", diff)
	}
}

func TestGrant_readsBackTheLocationsOfAPolicy(t *testing.T) {
	t.Parallel()
	want := []string{
		"s3://bucket", "s3://bucket/file.jsonl", "s3://bucket/folder/", "s3://bucket/with ${x} and *?/", "s3://other/deep/er",
	}
	m := model{granting: granting{
		Purpose: types.StringValue("model_customization"), Region: types.StringValue("us-east-1"),
		TrainingData: withTexts(types.SetNull(types.StringType), want), OutputData: types.StringValue("s3://bucket/output"),
	}}
	if err := m.derive(m.scope(awsclient.Caller{AccountID: "123456789012", Partition: "aws"}), &model{}); err != nil {
		t.Fatal(err)
	}
	read := model{
		ARN: types.StringValue("arn:aws:iam::123456789012:role/role"), TrustPolicy: m.TrustPolicy, PermissionsPolicy: m.PermissionsPolicy,
	}
	if err := read.recognise(t.Context(), nobody{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, conv.Strings(read.TrainingData)); diff != "" {
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
