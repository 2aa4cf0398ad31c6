// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"testing"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// What is JSON in the configuration goes to AWS as its own structures, and comes back the same.
func TestFilter_comesBack(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"equals":{"key":"language","value":"en"}}`,
		`{"in":{"key":"year","value":[2024,2025]}}`,
		`{"orAll":[{"andAll":[{"greaterThan":{"key":"year","value":2024.5}},{"notEquals":{"key":"draft","value":true}}]},` +
			`{"startsWith":{"key":"name","value":"a"}},{"listContains":{"key":"tags","value":"x"}}]}`,
		`{"andAll":[{"notIn":{"key":"a","value":["b"]}},{"lessThan":{"key":"a","value":1}},{"lessThanOrEquals":{"key":"a","value":1}},` +
			`{"greaterThanOrEquals":{"key":"a","value":1}},{"stringContains":{"key":"a","value":"b"}}]}`,
	} {
		filter, err := parseFilter(text)
		if err != nil {
			t.Errorf("%s: %s", text, err)
		}
		if got := flattenFilter(filter).ValueString(); !sameJSON(text, got) {
			t.Errorf("%s comes back as %s", text, got)
		}
	}
}

func TestFilter_refuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`[]`, `{}`, `x`, `{"equals":{"key":"a"}}`, `{"equals":{"value":"a"}}`, `{"equal":{"key":"a","value":"b"}}`, `{"equals":"a"}`,
		`{"equals":{"key":"a","value":"b"},"notEquals":{"key":"a","value":"b"}}`, `{"andAll":[{"equals":{"key":"a","value":"b"}}]}`,
		`{"equals":{"key":"a","value":"b","values":"c"}}`, `{"orAll":{"equals":{"key":"a","value":"b"}}}`,
	} {
		if filter, err := parseFilter(text); err == nil {
			t.Errorf("%s is taken for %#v", text, filter)
		}
	}
}

// A knowledge base comes back from AWS as it was configured, JSON in it included.
func TestRAGConfig_comesBack(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	search := func() *retrieval {
		return &retrieval{&vectorSearch{
			NumberOfResults: types.Int32Value(5), OverrideSearchType: text("HYBRID"), Filter: text(`{"equals":{"key":"a","value":"b"}}`),
			ImplicitFilter: &implicitFilter{text("arn:model"), []metadataAttribute{{text("a"), text("STRING"), text("what it means")}}},
			Reranking: &reranking{text("BEDROCK_RERANKING_MODEL"), &bedrockReranking{
				&rerankingModel{text("arn:reranker"), text(`{"k":[1,"x",null]}`)}, types.Int32Value(3),
				&metadata{text("SELECTIVE"), &selectiveMode{Exclude: []field{{text("secret")}}}},
			}},
		}}
	}
	written := func() *generation {
		return &generation{
			&promptTemplate{text("Answer from $search_results$")}, &guardrail{text("abc"), text("1")},
			&kbInference{&textInference{types.Float64Value(0.1), types.Float64Value(0.9), types.Int32Value(100),
				types.ListValueMust(types.StringType, nil)}},
			text(`{"top_k":5}`),
		}
	}
	withStops := written()
	withStops.Inference.Text.StopSequences, _ = types.ListValueFrom(t.Context(), types.StringType, []string{"end"})
	for name, config := range map[string]ragConfig{
		"search": {KnowledgeBaseConfig: &knowledgeBaseConfig{RetrieveConfig: &retrieveConfig{text("KB12345678"), search()}}},
		"answers": {KnowledgeBaseConfig: &knowledgeBaseConfig{RetrieveAndGenerateConfig: &generateConfig{
			Type: text("KNOWLEDGE_BASE"), KnowledgeBase: &answeringBase{
				text("KB12345678"), text("arn:model"), search(), withStops, &orchestration{&typed{text("QUERY_DECOMPOSITION")}},
			},
		}}},
		"documents": {KnowledgeBaseConfig: &knowledgeBaseConfig{RetrieveAndGenerateConfig: &generateConfig{
			Type: text("EXTERNAL_SOURCES"), ExternalSources: &externalSources{
				text("arn:model"), []externalSource{{text("S3"), &s3Object{text("s3://bucket/manual.pdf")}}}, withStops,
			},
		}}},
		"passages that are there": {PrecomputedRAGSourceConfig: &precomputedRAG{Retrieve: &ragSource{text("mine")}}},
		"answers that are there":  {PrecomputedRAGSourceConfig: &precomputedRAG{RetrieveAndGenerate: &ragSource{text("mine")}}},
	} {
		input := (&inferenceConfig{RAGConfigs: []ragConfig{config}}).expand()
		if _, ok := input.(*awstypes.EvaluationInferenceConfigMemberRagConfigs); !ok {
			t.Errorf("%s: sent as %T", name, input)
		}
		want := &inferenceConfig{RAGConfigs: []ragConfig{config}}
		if diff := cmp.Diff(want, flattenInference(input), cmp.AllowUnexported(inferenceConfig{}, ragConfig{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
