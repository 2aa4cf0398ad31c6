// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

func TestMissing_namesTheARNOrStatusThatAnAnswerLacks(t *testing.T) {
	t.Parallel()
	whole := types.CustomModelDeploymentSummary{
		CustomModelDeploymentArn: aws.String("arn:d"), ModelArn: aws.String("arn:m"), Status: types.CustomModelDeploymentStatusActive,
	}
	lacking := whole
	lacking.ModelArn = aws.String("")
	for name, test := range map[string]struct {
		answer any
		want   string
	}{
		"a list of whole ones": {
			&bedrock.ListCustomModelDeploymentsOutput{ModelDeploymentSummaries: []types.CustomModelDeploymentSummary{whole}}, "",
		},
		"the second lacks one": {
			&bedrock.ListCustomModelDeploymentsOutput{ModelDeploymentSummaries: []types.CustomModelDeploymentSummary{whole, lacking}},
			"modelDeploymentSummaries[1].modelArn",
		},
		"a list without a list": {&bedrock.ListCustomModelDeploymentsOutput{}, ""},
		"nothing at all":        {&bedrock.GetInferenceProfileOutput{}, "inferenceProfileArn"},
		"no status":             {&bedrock.GetInferenceProfileOutput{InferenceProfileArn: aws.String("arn:p")}, "status"},
		"what is no answer":     {"text", ""},
		"nil":                   {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := awsmodel.Missing(test.answer); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
