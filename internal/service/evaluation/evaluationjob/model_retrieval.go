// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/service/bedrock/document"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

type retrieval struct {
	VectorSearch *vectorSearch `tfsdk:"vector_search_configuration"`
}

type vectorSearch struct {
	NumberOfResults    types.Int32     `tfsdk:"number_of_results"`
	OverrideSearchType types.String    `tfsdk:"override_search_type"`
	Filter             types.String    `tfsdk:"filter"`
	ImplicitFilter     *implicitFilter `tfsdk:"implicit_filter_configuration"`
	Reranking          *reranking      `tfsdk:"reranking_configuration"`
}

type implicitFilter struct {
	ModelARN           types.String        `tfsdk:"model_arn"`
	MetadataAttributes []metadataAttribute `tfsdk:"metadata_attributes"`
}

type metadataAttribute struct {
	Key         types.String `tfsdk:"key"`
	Type        types.String `tfsdk:"type"`
	Description types.String `tfsdk:"description"`
}

type reranking struct {
	Type    types.String      `tfsdk:"type"`
	Bedrock *bedrockReranking `tfsdk:"bedrock_reranking_configuration"`
}

type bedrockReranking struct {
	Model           *rerankingModel `tfsdk:"model_configuration"`
	NumberOfResults types.Int32     `tfsdk:"number_of_reranked_results"`
	Metadata        *metadata       `tfsdk:"metadata_configuration"`
}

type rerankingModel struct {
	ModelARN   types.String `tfsdk:"model_arn"`
	Additional types.String `tfsdk:"additional_model_request_fields"`
}

type metadata struct {
	SelectionMode types.String   `tfsdk:"selection_mode"`
	Selective     *selectiveMode `tfsdk:"selective_mode_configuration"`
}

type selectiveMode struct {
	Include []field `tfsdk:"fields_to_include"`
	Exclude []field `tfsdk:"fields_to_exclude"`
}

type field struct {
	Name types.String `tfsdk:"field_name"`
}

func (r *retrieval) expand() *awstypes.KnowledgeBaseRetrievalConfiguration {
	if r == nil {
		return nil
	}
	out := &awstypes.KnowledgeBaseRetrievalConfiguration{}
	search := r.VectorSearch
	if search == nil {
		return out
	}
	out.VectorSearchConfiguration = &awstypes.KnowledgeBaseVectorSearchConfiguration{
		NumberOfResults:    conv.OptionalInt32(search.NumberOfResults),
		OverrideSearchType: awstypes.SearchType(search.OverrideSearchType.ValueString()),
	}
	if filter, err := parseFilter(search.Filter.ValueString()); err == nil {
		out.VectorSearchConfiguration.Filter = filter
	}
	if implicit := search.ImplicitFilter; implicit != nil {
		config := &awstypes.ImplicitFilterConfiguration{ModelArn: conv.Optional(implicit.ModelARN)}
		for _, one := range implicit.MetadataAttributes {
			config.MetadataAttributes = append(config.MetadataAttributes, awstypes.MetadataAttributeSchema{
				Key: conv.Optional(one.Key), Type: awstypes.AttributeType(one.Type.ValueString()), Description: conv.Optional(one.Description),
			})
		}
		out.VectorSearchConfiguration.ImplicitFilterConfiguration = config
	}
	if search.Reranking != nil {
		out.VectorSearchConfiguration.RerankingConfiguration = search.Reranking.expand()
	}
	return out
}

func (r *reranking) expand() *awstypes.VectorSearchRerankingConfiguration {
	out := &awstypes.VectorSearchRerankingConfiguration{Type: awstypes.VectorSearchRerankingConfigurationType(r.Type.ValueString())}
	if r.Bedrock == nil {
		return out
	}
	config := &awstypes.VectorSearchBedrockRerankingConfiguration{NumberOfRerankedResults: conv.OptionalInt32(r.Bedrock.NumberOfResults)}
	if model := r.Bedrock.Model; model != nil {
		config.ModelConfiguration = &awstypes.VectorSearchBedrockRerankingModelConfiguration{
			ModelArn: conv.Optional(model.ModelARN), AdditionalModelRequestFields: documents(model.Additional),
		}
	}
	if m := r.Bedrock.Metadata; m != nil {
		config.MetadataConfiguration = &awstypes.MetadataConfigurationForReranking{
			SelectionMode: awstypes.RerankingMetadataSelectionMode(m.SelectionMode.ValueString()),
		}
		switch selective := m.Selective; {
		case selective == nil:
		case selective.Include != nil:
			config.MetadataConfiguration.SelectiveModeConfiguration =
				&awstypes.RerankingMetadataSelectiveModeConfigurationMemberFieldsToInclude{Value: expandFields(selective.Include)}
		case selective.Exclude != nil:
			config.MetadataConfiguration.SelectiveModeConfiguration =
				&awstypes.RerankingMetadataSelectiveModeConfigurationMemberFieldsToExclude{Value: expandFields(selective.Exclude)}
		}
	}
	out.BedrockRerankingConfiguration = config
	return out
}

func expandFields(all []field) (fields []awstypes.FieldForReranking) {
	for _, one := range all {
		fields = append(fields, awstypes.FieldForReranking{FieldName: conv.Optional(one.Name)})
	}
	return fields
}

// documents are the members of a JSON object, each in any form; nil where there are none.
func documents(text types.String) map[string]document.Interface {
	var members map[string]any
	if text.ValueString() == "" || json.Unmarshal([]byte(text.ValueString()), &members) != nil {
		return nil // the schema refuses what is no object
	}
	all := map[string]document.Interface{}
	for name, value := range members {
		all[name] = document.NewLazyDocument(value)
	}
	return all
}

// flattenDocuments is documents backwards.
func flattenDocuments(all map[string]document.Interface) types.String {
	members := map[string]any{}
	for name, value := range all {
		if value == nil {
			continue
		}
		if plain, err := plainValue(value); err == nil {
			members[name] = plain
		}
	}
	if len(members) == 0 {
		return types.StringNull()
	}
	text, err := json.Marshal(members)
	if err != nil {
		return types.StringNull()
	}
	return types.StringValue(string(text))
}

// plainValue is a document as JSON has it.
func plainValue(value document.Interface) (plain any, err error) {
	text, err := value.MarshalSmithyDocument()
	if err == nil {
		err = json.Unmarshal(text, &plain)
	}
	return plain, err
}
