// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func TestModel_reachesEveryMemberOfTheSDK(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		change func(*model)
		zero   []string // what the chosen members of the unions leave out
	}{
		{"distillation", func(*model) {}, nil},
		{"rft", func(m *model) { m.CustomizationConfig.DistillationConfig = nil }, nil},
		{"not equals", func(m *model) { filters(m).Equals = nil }, nil},
		{"and all", func(m *model) { filters(m).Equals, filters(m).NotEquals = nil, nil }, nil},
		{"or all", func(m *model) {
			filters(m).Equals, filters(m).NotEquals, filters(m).AndAll = nil, nil, nil
		}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var m model
			acctest.Fill(&m)
			test.change(&m)
			if diff := cmp.Diff(test.zero, acctest.ZeroFields(m.createInput("token"))); diff != "" {
				t.Errorf("members that no argument reaches (-want +got):\n%s", diff)
			}
		})
	}
}

func filters(m *model) *requestMetadataFiltersModel {
	return m.TrainingDataConfig.InvocationLogsConfig.RequestMetadataFilters
}

func TestModel_matchesItsSchema(t *testing.T) {
	t.Parallel()
	var m model
	if diags := acctest.DecodeSchema(context.Background(), Resource(), &m); diags.HasError() {
		t.Error(diags)
	}
}

// What an import reads is what a create of the same arguments sends.
func TestModel_argumentsSurviveTheRoundTrip(t *testing.T) {
	t.Parallel()
	var m model
	acctest.Fill(&m)
	m.CustomizationConfig.DistillationConfig = nil
	filters(&m).NotEquals, filters(&m).AndAll, filters(&m).OrAll = nil, nil, nil
	sent := m.createInput("token")
	var read model
	read.flattenArguments(&bedrock.GetModelCustomizationJobOutput{
		JobName: sent.JobName, OutputModelName: sent.CustomModelName, RoleArn: sent.RoleArn, BaseModelArn: sent.BaseModelIdentifier,
		CustomizationType: sent.CustomizationType, OutputModelKmsKeyArn: sent.CustomModelKmsKeyId, HyperParameters: sent.HyperParameters,
		TrainingDataConfig: sent.TrainingDataConfig, ValidationDataConfig: sent.ValidationDataConfig,
		OutputDataConfig: sent.OutputDataConfig, CustomizationConfig: sent.CustomizationConfig, VpcConfig: sent.VpcConfig,
	})
	read.TagsAll, read.JobTagsAll = m.TagsAll, m.JobTagsAll
	again := read.createInput("token")
	if diff := cmp.Diff(sent, again, ignoreUnexported()); diff != "" {
		t.Errorf("sent and read differ (-sent +read):\n%s", diff)
	}
}

func ignoreUnexported() cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool {
		field, ok := p.Last().(cmp.StructField)
		return ok && field.Name() == "noSmithyDocumentSerde"
	}, cmp.Ignore())
}

func TestModel_flattensOutputs(t *testing.T) {
	t.Parallel()
	loss := float32(0.1)
	job := &bedrock.GetModelCustomizationJobOutput{
		JobArn:           aws.String("arn:aws:bedrock:us-east-1:123456789012:model-customization-job/amazon.nova-micro-v1:0:128k/abc123abc123"),
		Status:           awstypes.ModelCustomizationJobStatusCompleted,
		OutputDataConfig: &awstypes.OutputDataConfig{S3Uri: aws.String("s3://bucket/out/")},
		TrainingMetrics:  &awstypes.TrainingMetrics{TrainingLoss: &loss},
	}
	var m model
	m.flattenOutputs(job)
	const folder = "s3://bucket/out/model-customization-job-abc123abc123/"
	if got := m.TrainingMetricsS3URI.ValueString(); got != folder+"training_artifacts/step_wise_training_metrics.csv" {
		t.Errorf("training metrics are at %q", got)
	}
	if !m.ValidationMetricsS3URI.IsNull() {
		t.Errorf("validation metrics without validators: %s", m.ValidationMetricsS3URI)
	}
	if got := m.TrainingMetrics.Attributes()["training_loss"]; !got.Equal(types.Float64Value(0.1)) {
		t.Errorf("training loss = %s, want the decimal that AWS sent", got)
	}
	if !m.ValidationMetrics.IsNull() || !m.FailureMessage.IsNull() {
		t.Error("absent outputs are not null")
	}
}

func TestHyperParameters_warnOfNamesAndRanges(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		model, name, value string
		unusual            bool
	}{
		{"amazon.nova-micro-v1:0:128k", "epochCount", "2", false},
		{"amazon.nova-micro-v1:0:128k", "epochCount", "50", true},
		{"amazon.nova-micro-v1:0:128k", "epochCount", "many", true},
		{"amazon.nova-micro-v1:0:128k", "epochs", "2", true},
		{"amazon.titan-embed-image-v1:0", "epochCount", "Auto", false},
		{"meta.llama3-1-8b-instruct-v1:0:128k", "learningRate", "1e-4", false},
	} {
		known := knownHyperParameters(test.model)
		if got := hyperParameterProblem(known, test.name, test.value) != ""; got != test.unusual {
			t.Errorf("%s %s=%s: unusual = %t", test.model, test.name, test.value, got)
		}
	}
	if knownHyperParameters("vendor.model-of-tomorrow-v1:0") != nil {
		t.Error("a model without documented hyperparameters has some")
	}
}

func TestModelCustomizationJob_sameHyperParametersByValue(t *testing.T) {
	t.Parallel()
	one := map[string]string{"epochCount": "2", "learningRate": "0.00001"}
	for _, test := range []struct {
		other map[string]string
		same  bool
	}{
		{map[string]string{"epochCount": "2.0", "learningRate": "1e-05"}, true},
		{map[string]string{"epochCount": "3", "learningRate": "1e-05"}, false},
		{map[string]string{"epochCount": "2"}, false},
		{map[string]string{"epochCount": "two", "learningRate": "1e-05"}, false},
	} {
		if got := sameMap(one, test.other); got != test.same {
			t.Errorf("%v: same = %t", test.other, got)
		}
	}
}
