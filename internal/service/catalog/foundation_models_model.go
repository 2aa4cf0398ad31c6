// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package catalog

import (
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// modelSummaryModel is one model of a list.
type modelSummaryModel struct {
	ModelID types.String `tfsdk:"model_id"`
	Facts
}

func flattenModelSummaries(models []awstypes.FoundationModelSummary) []modelSummaryModel {
	summaries := make([]modelSummaryModel, len(models))
	for i, m := range models {
		summaries[i] = modelSummaryModel{ModelID: conv.NonEmpty(m.ModelId), Facts: FlattenFacts(m)}
	}
	return summaries
}
