// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provisionedmodelthroughputs_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// Every filter goes to AWS, and all pages are read.
func TestProvisionedModelThroughputs_filters(t *testing.T) {
	t.Parallel()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	var middle time.Time
	for i := range 9 {
		cloud.Advance(time.Minute)
		in := &bedrock.CreateProvisionedModelThroughputInput{
			ProvisionedModelName: aws.String(fmt.Sprintf("units-%d", i)),
			ModelId:              aws.String("amazon.nova-micro-v1:0:128k"), ModelUnits: aws.Int32(1),
		}
		if i == 6 {
			in.ModelId, in.CommitmentDuration = aws.String("amazon.nova-lite-v1:0:300k"), "SixMonths"
		}
		if _, err := client.CreateProvisionedModelThroughput(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		if i == 4 {
			cloud.Advance(time.Minute)
			middle = cloud.Now()
		}
	}
	cloud.Advance(7 * time.Minute) // the first ones are in service
	all := []string{"units-8", "units-7", "units-6", "units-5", "units-4", "units-3", "units-2", "units-1", "units-0"}
	ascending := slices.Clone(all)
	slices.Reverse(ascending)
	for arguments, want := range map[string][]string{
		"":                            all,
		`sort_order = "Ascending"`:    ascending,
		`name_contains = "units-3"`:   {"units-3"},
		`name_contains = "other"`:     {},
		`status_equals = "InService"`: all[4:],
		`model_arn_equals = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:300k"`: {"units-6"},
		`creation_time_after = "` + middle.Format(time.RFC3339Nano) + `"`:                             all[:4],
		`creation_time_before = "` + middle.Format(time.RFC3339Nano) + `"`:                            all[4:],
	} {
		acctest.ApplyInSilence(t, ws, fmt.Sprintf("data \"bedrock_provisioned_model_throughputs\" \"test\" {\n%s\n}", arguments))
		got := []string{}
		for _, summary := range ws.Data("bedrock_provisioned_model_throughputs.test").GetAttr("provisioned_model_summaries").AsValueSlice() {
			got = append(got, summary.GetAttr("provisioned_model_name").AsString())
			if isCommitted := !summary.GetAttr("commitment_expiration_time").IsNull(); isCommitted != (got[len(got)-1] == "units-6") {
				t.Errorf("got %#v", summary)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", arguments, got, want)
		}
	}
}
