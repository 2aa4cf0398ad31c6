// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodels

import (
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog"
)

// summary is one model of a list.
type summary struct {
	ModelID types.String `tfsdk:"model_id"`
	catalog.Facts
}

func flattenSummaries(models []awstypes.FoundationModelSummary) []summary {
	summaries := make([]summary, len(models))
	for i, m := range models {
		summaries[i] = summary{ModelID: conv.NonEmpty(m.ModelId), Facts: catalog.FlattenFacts(m)}
	}
	return summaries
}

type model struct {
	Region types.String `tfsdk:"region"`
	filters
	ModelIDs       []types.String `tfsdk:"model_ids"`
	ModelSummaries []summary      `tfsdk:"model_summaries"`
}
