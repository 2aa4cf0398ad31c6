// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

type ragConfig struct {
	KnowledgeBaseConfig        *knowledgeBaseConfig `tfsdk:"knowledge_base_config"`
	PrecomputedRAGSourceConfig *precomputedRAG      `tfsdk:"precomputed_rag_source_config"`
}

type knowledgeBaseConfig struct {
	RetrieveConfig            *retrieveConfig `tfsdk:"retrieve_config"`
	RetrieveAndGenerateConfig *generateConfig `tfsdk:"retrieve_and_generate_config"`
}

type retrieveConfig struct {
	KnowledgeBaseID types.String `tfsdk:"knowledge_base_id"`
	Retrieval       *retrieval   `tfsdk:"knowledge_base_retrieval_configuration"`
}

type generateConfig struct {
	Type            types.String     `tfsdk:"type"`
	KnowledgeBase   *answeringBase   `tfsdk:"knowledge_base_configuration"`
	ExternalSources *externalSources `tfsdk:"external_sources_configuration"`
}

type answeringBase struct {
	KnowledgeBaseID types.String   `tfsdk:"knowledge_base_id"`
	ModelARN        types.String   `tfsdk:"model_arn"`
	Retrieval       *retrieval     `tfsdk:"retrieval_configuration"`
	Generation      *generation    `tfsdk:"generation_configuration"`
	Orchestration   *orchestration `tfsdk:"orchestration_configuration"`
}

type orchestration struct {
	QueryTransformation *typed `tfsdk:"query_transformation_configuration"`
}

type typed struct {
	Type types.String `tfsdk:"type"`
}

type externalSources struct {
	ModelARN   types.String     `tfsdk:"model_arn"`
	Sources    []externalSource `tfsdk:"sources"`
	Generation *generation      `tfsdk:"generation_configuration"`
}

type externalSource struct {
	SourceType types.String `tfsdk:"source_type"`
	S3Location *s3Object    `tfsdk:"s3_location"`
}

type s3Object struct {
	URI types.String `tfsdk:"uri"`
}

type generation struct {
	PromptTemplate *promptTemplate `tfsdk:"prompt_template"`
	Guardrail      *guardrail      `tfsdk:"guardrail_configuration"`
	Inference      *kbInference    `tfsdk:"kb_inference_config"`
	Additional     types.String    `tfsdk:"additional_model_request_fields"`
}

type promptTemplate struct {
	Text types.String `tfsdk:"text_prompt_template"`
}

type guardrail struct {
	ID      types.String `tfsdk:"guardrail_id"`
	Version types.String `tfsdk:"guardrail_version"`
}

type kbInference struct {
	Text *textInference `tfsdk:"text_inference_config"`
}

type textInference struct {
	Temperature   types.Float64 `tfsdk:"temperature"`
	TopP          types.Float64 `tfsdk:"top_p"`
	MaxTokens     types.Int32   `tfsdk:"max_tokens"`
	StopSequences types.List    `tfsdk:"stop_sequences"`
}

type precomputedRAG struct {
	Retrieve            *ragSource `tfsdk:"retrieve_source_config"`
	RetrieveAndGenerate *ragSource `tfsdk:"retrieve_and_generate_source_config"`
}

type ragSource struct {
	Identifier types.String `tfsdk:"rag_source_identifier"`
}

func (c *ragConfig) expand() awstypes.RAGConfig {
	switch {
	case c.KnowledgeBaseConfig != nil && c.KnowledgeBaseConfig.RetrieveConfig != nil:
		config := c.KnowledgeBaseConfig.RetrieveConfig
		return &awstypes.RAGConfigMemberKnowledgeBaseConfig{Value: &awstypes.KnowledgeBaseConfigMemberRetrieveConfig{
			Value: awstypes.RetrieveConfig{
				KnowledgeBaseId: conv.Optional(config.KnowledgeBaseID), KnowledgeBaseRetrievalConfiguration: config.Retrieval.expand(),
			},
		}}
	case c.KnowledgeBaseConfig != nil && c.KnowledgeBaseConfig.RetrieveAndGenerateConfig != nil:
		return &awstypes.RAGConfigMemberKnowledgeBaseConfig{Value: &awstypes.KnowledgeBaseConfigMemberRetrieveAndGenerateConfig{
			Value: c.KnowledgeBaseConfig.RetrieveAndGenerateConfig.expand(),
		}}
	case c.PrecomputedRAGSourceConfig != nil && c.PrecomputedRAGSourceConfig.Retrieve != nil:
		return &awstypes.RAGConfigMemberPrecomputedRagSourceConfig{
			Value: &awstypes.EvaluationPrecomputedRagSourceConfigMemberRetrieveSourceConfig{
				Value: awstypes.EvaluationPrecomputedRetrieveSourceConfig{
					RagSourceIdentifier: conv.Optional(c.PrecomputedRAGSourceConfig.Retrieve.Identifier),
				},
			},
		}
	case c.PrecomputedRAGSourceConfig != nil && c.PrecomputedRAGSourceConfig.RetrieveAndGenerate != nil:
		return &awstypes.RAGConfigMemberPrecomputedRagSourceConfig{
			Value: &awstypes.EvaluationPrecomputedRagSourceConfigMemberRetrieveAndGenerateSourceConfig{
				Value: awstypes.EvaluationPrecomputedRetrieveAndGenerateSourceConfig{
					RagSourceIdentifier: conv.Optional(c.PrecomputedRAGSourceConfig.RetrieveAndGenerate.Identifier),
				},
			},
		}
	}
	return nil
}

func (c *generateConfig) expand() awstypes.RetrieveAndGenerateConfiguration {
	out := awstypes.RetrieveAndGenerateConfiguration{Type: awstypes.RetrieveAndGenerateType(c.Type.ValueString())}
	if base := c.KnowledgeBase; base != nil {
		out.KnowledgeBaseConfiguration = &awstypes.KnowledgeBaseRetrieveAndGenerateConfiguration{
			KnowledgeBaseId: conv.Optional(base.KnowledgeBaseID), ModelArn: conv.Optional(base.ModelARN),
			RetrievalConfiguration: base.Retrieval.expand(), GenerationConfiguration: base.Generation.expand(),
		}
		if o := base.Orchestration; o != nil && o.QueryTransformation != nil {
			out.KnowledgeBaseConfiguration.OrchestrationConfiguration = &awstypes.OrchestrationConfiguration{
				QueryTransformationConfiguration: &awstypes.QueryTransformationConfiguration{
					Type: awstypes.QueryTransformationType(o.QueryTransformation.Type.ValueString()),
				},
			}
		}
	}
	if external := c.ExternalSources; external != nil {
		out.ExternalSourcesConfiguration = &awstypes.ExternalSourcesRetrieveAndGenerateConfiguration{ModelArn: conv.Optional(external.ModelARN)}
		if written := external.Generation.expand(); written != nil {
			generation := awstypes.ExternalSourcesGenerationConfiguration(*written)
			out.ExternalSourcesConfiguration.GenerationConfiguration = &generation
		}
		for _, one := range external.Sources {
			source := awstypes.ExternalSource{SourceType: awstypes.ExternalSourceType(one.SourceType.ValueString())}
			if one.S3Location != nil {
				source.S3Location = &awstypes.S3ObjectDoc{Uri: conv.Optional(one.S3Location.URI)}
			}
			out.ExternalSourcesConfiguration.Sources = append(out.ExternalSourcesConfiguration.Sources, source)
		}
	}
	return out
}

func (g *generation) expand() *awstypes.GenerationConfiguration {
	if g == nil {
		return nil
	}
	out := &awstypes.GenerationConfiguration{AdditionalModelRequestFields: documents(g.Additional)}
	if g.PromptTemplate != nil {
		out.PromptTemplate = &awstypes.PromptTemplate{TextPromptTemplate: conv.Optional(g.PromptTemplate.Text)}
	}
	if g.Guardrail != nil {
		out.GuardrailConfiguration = &awstypes.GuardrailConfiguration{
			GuardrailId: conv.Optional(g.Guardrail.ID), GuardrailVersion: conv.Optional(g.Guardrail.Version),
		}
	}
	if g.Inference != nil && g.Inference.Text != nil {
		text := g.Inference.Text
		out.KbInferenceConfig = &awstypes.KbInferenceConfig{TextInferenceConfig: &awstypes.TextInferenceConfig{
			Temperature: float(text.Temperature), TopP: float(text.TopP), MaxTokens: conv.OptionalInt32(text.MaxTokens),
			StopSequences: conv.Strings(text.StopSequences),
		}}
	}
	return out
}

func float(v types.Float64) *float32 {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	value := float32(v.ValueFloat64())
	return &value
}
