// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// unreached are the members of a create input that no argument reaches, with the reason, by type.
var unreached = map[string][]string{"bedrock_evaluation_job": {
	vectorSearch + "Filter", // JSON, as its own tests show
	vectorSearch + "RerankingConfiguration.BedrockRerankingConfiguration.ModelConfiguration.AdditionalModelRequestFields",
}}

const (
	ragConfig    = "InferenceConfig.Value.Value.Value."
	vectorSearch = ragConfig + "KnowledgeBaseRetrievalConfiguration.VectorSearchConfiguration."
	baseSearch   = ragConfig + "KnowledgeBaseConfiguration.RetrievalConfiguration.VectorSearchConfiguration."
	inJSON       = "it is JSON in the state, as its own tests show"
)

// unread are the members of what AWS answers of an object that change nothing in the state, with the reason, by type and member, which
// stands for all that is in it.
var unread = map[string]map[string]string{"bedrock_custom_model": {
	"CustomizationConfig": ofATraining, "HyperParameters": ofATraining, "JobArn": ofATraining, "JobName": ofATraining,
	"OutputDataConfig": ofATraining, "TrainingDataConfig": ofATraining, "ValidationDataConfig": ofATraining,
	"TrainingMetrics": ofATraining, "ValidationMetrics": ofATraining,
}, "bedrock_evaluation_job": {
	vectorSearch + "Filter": inJSON, baseSearch + "Filter": inJSON,
	vectorSearch + "RerankingConfiguration.BedrockRerankingConfiguration.ModelConfiguration.AdditionalModelRequestFields": inJSON,
	baseSearch + "RerankingConfiguration.BedrockRerankingConfiguration.ModelConfiguration.AdditionalModelRequestFields":   inJSON,
	ragConfig + "ExternalSourcesConfiguration.GenerationConfiguration.AdditionalModelRequestFields":                       inJSON,
	ragConfig + "KnowledgeBaseConfiguration.GenerationConfiguration.AdditionalModelRequestFields":                         inJSON,
	ragConfig + "ExternalSourcesConfiguration.Sources.ByteContent": "a state is " +
		"no place for a document",
}, "bedrock_custom_model_copy": {
	"TargetModelArn":  "AWS names the copy before it is there: the state has it once the job is completed",
	"TargetModelTags": "they are what the job began with, and those of the copy are read",
}}

const ofATraining = "only a model that a job trained has it, and its data source shows it"

// unions are the members of the unions in what AWS answers.
var unions = acctest.Unions{
	reflect.TypeFor[awstypes.CustomizationConfig](): {
		&awstypes.CustomizationConfigMemberDistillationConfig{}, &awstypes.CustomizationConfigMemberRftConfig{},
	},
	reflect.TypeFor[awstypes.ModelDataSource](): {&awstypes.ModelDataSourceMemberS3DataSource{}},
	reflect.TypeFor[awstypes.EvaluationConfig](): {
		&awstypes.EvaluationConfigMemberAutomated{}, &awstypes.EvaluationConfigMemberHuman{},
	},
	reflect.TypeFor[awstypes.EvaluationInferenceConfig](): {
		&awstypes.EvaluationInferenceConfigMemberModels{}, &awstypes.EvaluationInferenceConfigMemberRagConfigs{},
	},
	// Of unions in unions every combination is seen: the answers go through them in step.
	reflect.TypeFor[awstypes.RAGConfig](): append(
		slices.Repeat([]any{&awstypes.RAGConfigMemberKnowledgeBaseConfig{}}, 4),
		slices.Repeat([]any{&awstypes.RAGConfigMemberPrecomputedRagSourceConfig{}}, 4)...),
	reflect.TypeFor[awstypes.KnowledgeBaseConfig](): append(
		slices.Repeat([]any{&awstypes.KnowledgeBaseConfigMemberRetrieveConfig{}}, 2),
		slices.Repeat([]any{&awstypes.KnowledgeBaseConfigMemberRetrieveAndGenerateConfig{}}, 2)...),
	reflect.TypeFor[awstypes.EvaluationPrecomputedRagSourceConfig](): append(
		slices.Repeat([]any{&awstypes.EvaluationPrecomputedRagSourceConfigMemberRetrieveSourceConfig{}}, 2),
		slices.Repeat([]any{&awstypes.EvaluationPrecomputedRagSourceConfigMemberRetrieveAndGenerateSourceConfig{}}, 2)...),
	reflect.TypeFor[awstypes.RerankingMetadataSelectiveModeConfiguration](): append(
		slices.Repeat([]any{&awstypes.RerankingMetadataSelectiveModeConfigurationMemberFieldsToInclude{}}, 2),
		slices.Repeat([]any{&awstypes.RerankingMetadataSelectiveModeConfigurationMemberFieldsToExclude{}}, 2)...),
	reflect.TypeFor[awstypes.EvaluationModelConfig](): {
		&awstypes.EvaluationModelConfigMemberBedrockModel{}, &awstypes.EvaluationModelConfigMemberPrecomputedInferenceSource{},
	},
	reflect.TypeFor[awstypes.EvaluationDatasetLocation](): {&awstypes.EvaluationDatasetLocationMemberS3Uri{}},
	reflect.TypeFor[awstypes.EvaluatorModelConfig]():      {&awstypes.EvaluatorModelConfigMemberBedrockEvaluatorModels{}},
	reflect.TypeFor[awstypes.AutomatedEvaluationCustomMetricSource](): {
		&awstypes.AutomatedEvaluationCustomMetricSourceMemberCustomMetricDefinition{},
	},
	reflect.TypeFor[awstypes.RatingScaleItemValue](): {
		&awstypes.RatingScaleItemValueMemberFloatValue{}, &awstypes.RatingScaleItemValueMemberStringValue{},
	},
	reflect.TypeFor[awstypes.GraderConfig]():        {&awstypes.GraderConfigMemberLambdaGrader{}},
	reflect.TypeFor[awstypes.InvocationLogSource](): {&awstypes.InvocationLogSourceMemberS3Uri{}},
	reflect.TypeFor[awstypes.RequestMetadataFilters](): {
		&awstypes.RequestMetadataFiltersMemberAndAll{}, &awstypes.RequestMetadataFiltersMemberEquals{},
		&awstypes.RequestMetadataFiltersMemberNotEquals{}, &awstypes.RequestMetadataFiltersMemberOrAll{},
	},
	reflect.TypeFor[awstypes.ModelInvocationJobInputDataConfig](): {
		&awstypes.ModelInvocationJobInputDataConfigMemberS3InputDataConfig{},
	},
	reflect.TypeFor[awstypes.ModelInvocationJobOutputDataConfig](): {
		&awstypes.ModelInvocationJobOutputDataConfigMemberS3OutputDataConfig{},
	},
}

// forEachValue runs a test for every resource that is made of a value.
func forEachValue(t *testing.T, test func(t *testing.T, typeName string, r lifecycle.Probed)) {
	t.Helper()
	found := false
	for _, d := range registry.All() {
		for _, construct := range d.Resources {
			probed, ok := construct().(lifecycle.Probed)
			if !ok {
				continue
			}
			found = true
			var metadata resource.MetadataResponse
			probed.Metadata(context.Background(), resource.MetadataRequest{ProviderTypeName: "bedrock"}, &metadata)
			t.Run(metadata.TypeName, func(t *testing.T) {
				t.Parallel()
				test(t, metadata.TypeName, probed)
			})
		}
	}
	if !found {
		t.Error("no resource is made of a value any more")
	}
}

func TestValues_areComplete(t *testing.T) {
	t.Parallel()
	forEachValue(t, func(t *testing.T, _ string, r lifecycle.Probed) {
		for _, mistake := range r.Probe(context.Background()).Mistakes {
			t.Error("the value " + mistake)
		}
	})
}

// Every member of the create input has an argument.
func TestValues_reachEveryMemberOfTheSDK(t *testing.T) {
	t.Parallel()
	forEachValue(t, func(t *testing.T, typeName string, r lifecycle.Probed) {
		probe := r.Probe(context.Background())
		acctest.Fill(probe.Model)
		zero := acctest.ZeroFields(probe.Input())
		slices.Sort(zero)
		if diff := cmp.Diff(unreached[typeName], zero); diff != "" {
			t.Errorf("members that no argument reaches (-want +got):\n%s", diff)
		}
	})
}

// Every member of the update input has an argument, or names the object.
func TestValues_changeEveryMemberOfTheSDK(t *testing.T) {
	t.Parallel()
	forEachValue(t, func(t *testing.T, _ string, r lifecycle.Probed) {
		probe := r.Probe(context.Background())
		if probe.Update == nil {
			return
		}
		acctest.Fill(probe.Model)
		input := probe.Update()
		if input == nil {
			t.Fatal("nothing is sent although everything has changed")
		}
		for _, member := range acctest.ZeroFields(input) {
			t.Errorf("no argument reaches %s of the update", member)
		}
	})
}

// Every member of what AWS answers is in the state, or there is a reason why not.
func TestValues_readEveryMemberOfTheSDK(t *testing.T) {
	t.Parallel()
	forEachValue(t, func(t *testing.T, typeName string, r lifecycle.Probed) {
		probe := r.Probe(context.Background())
		found := acctest.UnreadMembers(probe.Answer, func(answer any) any {
			model, token := probe.Read(answer)
			return []any{model, token}
		}, unions)
		within := func(member, known string) bool { return member == known || strings.HasPrefix(member, known+".") }
		for known, reason := range unread[typeName] {
			if !slices.ContainsFunc(found, func(member string) bool { return within(member, known) }) {
				t.Errorf("%s changes something in the state after all: %s", known, reason)
			}
			found = slices.DeleteFunc(found, func(member string) bool { return within(member, known) })
		}
		if len(found) > 0 {
			t.Errorf("members of the answer that change nothing in the state: %s", strings.Join(found, ", "))
		}
	})
}

func TestValues_matchTheirSchemas(t *testing.T) {
	t.Parallel()
	forEachValue(t, func(t *testing.T, _ string, r lifecycle.Probed) {
		if diags := acctest.DecodeSchema(context.Background(), r, r.Probe(context.Background()).Model); diags.HasError() {
			t.Error(diags)
		}
	})
}

// While nothing is known, a plan makes the create input all the same, and so it does of nested arguments in which nothing is.
func TestValues_mapWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	forEachValue(t, func(t *testing.T, _ string, r lifecycle.Probed) {
		probe := r.Probe(context.Background())
		if probe.Blank() == nil {
			t.Error("there is no create input of what is not known")
		}
		for depth := range 4 {
			acctest.Hollow(probe.Model, depth)
			if probe.Input() == nil {
				t.Errorf("there is no create input of what is known to a depth of %d", depth)
			}
		}
	})
}
