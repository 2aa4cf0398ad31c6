// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// failure is why the job failed, in AWS's words. Where its role may not invoke a model AWS does not say which one, so all are named.
func (m *model) failure() types.String {
	message := conv.Joined(m.FailureMessages)
	if models := m.invoked(); apierr.LacksInvocation(message.ValueString()) && len(models) > 0 {
		return types.StringValue(strings.TrimSuffix(message.ValueString(), ".") + ". role_arn: the role must be allowed bedrock:InvokeModel on " +
			strings.Join(models, ", ") + ", and on every model of an inference profile among them; a bedrock_service_role takes them in " +
			"invoked_models.")
	}
	return message
}

// invoked are the models that the job invokes, each once: those that are evaluated, and the judges.
func (m *model) invoked() (all []string) {
	add := func(id types.String) {
		if id.ValueString() != "" && !slices.Contains(all, id.ValueString()) {
			all = append(all, id.ValueString())
		}
	}
	if config := m.InferenceConfig; config != nil {
		for _, one := range config.Models {
			if one.BedrockModel != nil {
				add(one.BedrockModel.ModelIdentifier)
			}
		}
		for _, one := range config.RAGConfigs {
			if one.KnowledgeBaseConfig == nil || one.KnowledgeBaseConfig.RetrieveAndGenerateConfig == nil {
				continue
			}
			if base := one.KnowledgeBaseConfig.RetrieveAndGenerateConfig.KnowledgeBase; base != nil {
				add(base.ModelARN)
			}
			if external := one.KnowledgeBaseConfig.RetrieveAndGenerateConfig.ExternalSources; external != nil {
				add(external.ModelARN)
			}
		}
	}
	if m.EvaluationConfig == nil || m.EvaluationConfig.Automated == nil {
		return all
	}
	judges := []*evaluator{m.EvaluationConfig.Automated.EvaluatorModelConfig}
	if custom := m.EvaluationConfig.Automated.CustomMetricConfig; custom != nil {
		judges = append(judges, custom.EvaluatorModelConfig)
	}
	for _, judge := range judges {
		if judge == nil {
			continue
		}
		for _, one := range judge.Models {
			add(one.ModelIdentifier)
		}
	}
	return all
}
