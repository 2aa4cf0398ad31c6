// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"context"
	"fmt"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// onlyRetrieves reports that the passages are judged, and no answer is.
func (c *ragConfig) onlyRetrieves() bool {
	return c.KnowledgeBaseConfig != nil && c.KnowledgeBaseConfig.RetrieveConfig != nil ||
		c.PrecomputedRAGSourceConfig != nil && c.PrecomputedRAGSourceConfig.Retrieve != nil
}

// knownMetrics are the built-in metrics that a job may have, as far as this version knows.
func knownMetrics(m *model) []string {
	if len(m.InferenceConfig.RAGConfigs) > 0 {
		return judged(m.InferenceConfig)
	}
	return append(algorithms(), judged(m.InferenceConfig)...)
}

// checkRAG refuses what no job on a knowledge base is made of.
func checkRAG(ctx context.Context, p *lifecycle.Plan[model], at path.Path, config *ragConfig) {
	evaluation := path.Root("evaluation_config")
	switch automated := p.Now.EvaluationConfig.Automated; {
	case p.Now.EvaluationConfig.Human != nil:
		refuse(p, evaluation.AtName("human"), "Evaluating a knowledge base by people",
			"People evaluate models; knowledge bases are evaluated by a judge. Write automated with evaluator_model_config.")
	case automated != nil && automated.EvaluatorModelConfig == nil && automated.CustomMetricConfig == nil:
		refuse(p, evaluation.AtName("automated").AtName("evaluator_model_config"), "Judging without a judge",
			"A knowledge base is evaluated by a judge: evaluator_model_config must name one.")
	}
	if config.KnowledgeBaseConfig == nil || config.KnowledgeBaseConfig.RetrieveAndGenerateConfig == nil {
		return
	}
	generate := config.KnowledgeBaseConfig.RetrieveAndGenerateConfig
	at = at.AtName("knowledge_base_config").AtName("retrieve_and_generate_config")
	for _, one := range []struct {
		kind      awstypes.RetrieveAndGenerateType
		attribute string
		isThere   bool
	}{
		{awstypes.RetrieveAndGenerateTypeKnowledgeBase, "knowledge_base_configuration", generate.KnowledgeBase != nil},
		{awstypes.RetrieveAndGenerateTypeExternalSources, "external_sources_configuration", generate.ExternalSources != nil},
	} {
		if wanted := generate.Type.ValueString() == string(one.kind); generate.Type.ValueString() != "" && wanted != one.isThere &&
			!p.IsUnknown(ctx, "inference_config") {
			refuse(p, at.AtName("type"), "Choosing what answers are written from", fmt.Sprintf(
				"With type = %q there must be %s, and with any other there must be none.", one.kind, one.attribute))
		}
	}
	if base := generate.KnowledgeBase; base != nil {
		checkModel(ctx, p, at.AtName("knowledge_base_configuration").AtName("model_arn"), base.ModelARN.ValueString())
	}
	if external := generate.ExternalSources; external != nil {
		checkModel(ctx, p, at.AtName("external_sources_configuration").AtName("model_arn"), external.ModelARN.ValueString())
	}
}
