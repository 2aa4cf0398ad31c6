// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

func flattenRAG(in awstypes.RAGConfig) ragConfig {
	switch in := in.(type) {
	case *awstypes.RAGConfigMemberKnowledgeBaseConfig:
		switch base := in.Value.(type) {
		case *awstypes.KnowledgeBaseConfigMemberRetrieveConfig:
			return ragConfig{KnowledgeBaseConfig: &knowledgeBaseConfig{RetrieveConfig: &retrieveConfig{
				conv.NonEmpty(base.Value.KnowledgeBaseId), flattenRetrieval(base.Value.KnowledgeBaseRetrievalConfiguration),
			}}}
		case *awstypes.KnowledgeBaseConfigMemberRetrieveAndGenerateConfig:
			return ragConfig{KnowledgeBaseConfig: &knowledgeBaseConfig{RetrieveAndGenerateConfig: flattenGenerate(base.Value)}}
		}
	case *awstypes.RAGConfigMemberPrecomputedRagSourceConfig:
		switch source := in.Value.(type) {
		case *awstypes.EvaluationPrecomputedRagSourceConfigMemberRetrieveSourceConfig:
			return ragConfig{PrecomputedRAGSourceConfig: &precomputedRAG{Retrieve: &ragSource{conv.NonEmpty(source.Value.RagSourceIdentifier)}}}
		case *awstypes.EvaluationPrecomputedRagSourceConfigMemberRetrieveAndGenerateSourceConfig:
			return ragConfig{PrecomputedRAGSourceConfig: &precomputedRAG{
				RetrieveAndGenerate: &ragSource{conv.NonEmpty(source.Value.RagSourceIdentifier)},
			}}
		}
	}
	return ragConfig{}
}

func flattenGenerate(in awstypes.RetrieveAndGenerateConfiguration) *generateConfig {
	found := &generateConfig{Type: conv.Enum(in.Type)}
	if base := in.KnowledgeBaseConfiguration; base != nil {
		found.KnowledgeBase = &answeringBase{
			KnowledgeBaseID: conv.NonEmpty(base.KnowledgeBaseId), ModelARN: conv.NonEmpty(base.ModelArn),
			Retrieval: flattenRetrieval(base.RetrievalConfiguration), Generation: flattenGeneration(base.GenerationConfiguration),
		}
		if o := base.OrchestrationConfiguration; o != nil && o.QueryTransformationConfiguration != nil {
			found.KnowledgeBase.Orchestration = &orchestration{&typed{conv.Enum(o.QueryTransformationConfiguration.Type)}}
		}
	}
	if external := in.ExternalSourcesConfiguration; external != nil {
		found.ExternalSources = &externalSources{ModelARN: conv.NonEmpty(external.ModelArn)}
		if external.GenerationConfiguration != nil {
			written := awstypes.GenerationConfiguration(*external.GenerationConfiguration)
			found.ExternalSources.Generation = flattenGeneration(&written)
		}
		for _, one := range external.Sources {
			source := externalSource{SourceType: conv.Enum(one.SourceType)}
			if one.S3Location != nil {
				source.S3Location = &s3Object{conv.NonEmpty(one.S3Location.Uri)}
			}
			found.ExternalSources.Sources = append(found.ExternalSources.Sources, source)
		}
	}
	return found
}

func flattenGeneration(in *awstypes.GenerationConfiguration) *generation {
	if in == nil {
		return nil
	}
	found := &generation{Additional: flattenDocuments(in.AdditionalModelRequestFields)}
	if in.PromptTemplate != nil {
		found.PromptTemplate = &promptTemplate{conv.NonEmpty(in.PromptTemplate.TextPromptTemplate)}
	}
	if in.GuardrailConfiguration != nil {
		found.Guardrail = &guardrail{
			conv.NonEmpty(in.GuardrailConfiguration.GuardrailId), conv.NonEmpty(in.GuardrailConfiguration.GuardrailVersion),
		}
	}
	if in.KbInferenceConfig != nil && in.KbInferenceConfig.TextInferenceConfig != nil {
		text := in.KbInferenceConfig.TextInferenceConfig
		found.Inference = &kbInference{&textInference{
			Temperature: flattenFloat(text.Temperature), TopP: flattenFloat(text.TopP),
			MaxTokens: types.Int32PointerValue(text.MaxTokens), StopSequences: conv.List(text.StopSequences),
		}}
	}
	return found
}

func flattenFloat(v *float32) types.Float64 {
	if v == nil {
		return types.Float64Null()
	}
	return types.Float64Value(decimal(*v))
}

func flattenRetrieval(in *awstypes.KnowledgeBaseRetrievalConfiguration) *retrieval {
	if in == nil {
		return nil
	}
	found := &retrieval{}
	search := in.VectorSearchConfiguration
	if search == nil {
		return found
	}
	found.VectorSearch = &vectorSearch{
		NumberOfResults: types.Int32PointerValue(search.NumberOfResults), OverrideSearchType: conv.Enum(search.OverrideSearchType),
		Filter: flattenFilter(search.Filter),
	}
	if implicit := search.ImplicitFilterConfiguration; implicit != nil {
		found.VectorSearch.ImplicitFilter = &implicitFilter{ModelARN: conv.NonEmpty(implicit.ModelArn)}
		for _, one := range implicit.MetadataAttributes {
			found.VectorSearch.ImplicitFilter.MetadataAttributes = append(found.VectorSearch.ImplicitFilter.MetadataAttributes,
				metadataAttribute{conv.NonEmpty(one.Key), conv.Enum(one.Type), conv.NonEmpty(one.Description)})
		}
	}
	if search.RerankingConfiguration != nil {
		found.VectorSearch.Reranking = flattenReranking(search.RerankingConfiguration)
	}
	return found
}

func flattenReranking(in *awstypes.VectorSearchRerankingConfiguration) *reranking {
	found := &reranking{Type: conv.Enum(in.Type)}
	config := in.BedrockRerankingConfiguration
	if config == nil {
		return found
	}
	found.Bedrock = &bedrockReranking{NumberOfResults: types.Int32PointerValue(config.NumberOfRerankedResults)}
	if config.ModelConfiguration != nil {
		found.Bedrock.Model = &rerankingModel{
			conv.NonEmpty(config.ModelConfiguration.ModelArn), flattenDocuments(config.ModelConfiguration.AdditionalModelRequestFields),
		}
	}
	if m := config.MetadataConfiguration; m != nil {
		found.Bedrock.Metadata = &metadata{SelectionMode: conv.Enum(m.SelectionMode)}
		switch fields := m.SelectiveModeConfiguration.(type) {
		case *awstypes.RerankingMetadataSelectiveModeConfigurationMemberFieldsToInclude:
			found.Bedrock.Metadata.Selective = &selectiveMode{Include: flattenFields(fields.Value)}
		case *awstypes.RerankingMetadataSelectiveModeConfigurationMemberFieldsToExclude:
			found.Bedrock.Metadata.Selective = &selectiveMode{Exclude: flattenFields(fields.Value)}
		}
	}
	return found
}

func flattenFields(all []awstypes.FieldForReranking) (fields []field) {
	for _, one := range all {
		fields = append(fields, field{conv.NonEmpty(one.FieldName)})
	}
	return fields
}
