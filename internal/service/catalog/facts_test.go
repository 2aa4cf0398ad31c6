// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package catalog

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
)

func TestFoundationModelModel_saysWhatAWSLeavesOut(t *testing.T) {
	t.Parallel()
	got := FlattenFacts(awstypes.FoundationModelSummary{ModelName: aws.String("")})
	none := []string{}
	want := Facts{InputModalities: none, OutputModalities: none, CustomizationsSupported: none, InferenceTypesSupported: none}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
