// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjobs_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// start has seven jobs, an hour apart, tickets-0 to tickets-5 and one that only has tickets in its name. The last two run.
func start(t *testing.T) (*acctest.Workspace, time.Time) {
	t.Helper()
	cloud, ws := acctest.Start(t, registry.Of("evaluation"))
	cloud.NewEvaluation(t)
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	first := cloud.Now()
	for i := range 7 {
		name := fmt.Sprintf("tickets-%d", i)
		if i == 6 {
			name = "old-tickets"
		}
		_, err := client.CreateEvaluationJob(t.Context(), &bedrock.CreateEvaluationJobInput{
			JobName: &name, RoleArn: aws.String("arn:aws:iam::123456789012:role/AmazonBedrock-evaluation"),
			EvaluationConfig: &awstypes.EvaluationConfigMemberAutomated{Value: awstypes.AutomatedEvaluationConfig{
				DatasetMetricConfigs: []awstypes.EvaluationDatasetMetricConfig{{
					TaskType: awstypes.EvaluationTaskTypeSummarization, MetricNames: []string{"Builtin.Accuracy"},
					Dataset: &awstypes.EvaluationDataset{Name: aws.String("Builtin.Gigaword")},
				}},
			}},
			InferenceConfig: &awstypes.EvaluationInferenceConfigMemberModels{Value: []awstypes.EvaluationModelConfig{
				&awstypes.EvaluationModelConfigMemberBedrockModel{Value: awstypes.EvaluationBedrockModel{
					ModelIdentifier: aws.String("amazon.nova-lite-v1:0"),
				}},
			}},
			OutputDataConfig: &awstypes.EvaluationOutputDataConfig{S3Uri: aws.String("s3://evaluation-data/results/")},
		})
		if err != nil {
			t.Fatal(err)
		}
		if i < 5 {
			cloud.Advance(time.Hour)
		}
		cloud.Advance(time.Second)
	}
	return ws, first
}

// Every filter counts, all pages of five are read, and the newest is the newest in any order.
func TestEvaluationJobs_filters(t *testing.T) {
	t.Parallel()
	ws, first := start(t)
	middle := first.Add(2*time.Hour + time.Minute).UTC().Format(time.RFC3339)
	all := []string{"old-tickets", "tickets-5", "tickets-4", "tickets-3", "tickets-2", "tickets-1", "tickets-0"}
	ascending := slices.Clone(all)
	slices.Reverse(ascending)
	for arguments, want := range map[string][]string{
		"":                                            all,
		`sort_order = "Ascending"`:                    ascending,
		`name_contains = "tickets-1"`:                 {"tickets-1"},
		`name_prefix = "tickets"`:                     all[1:],
		`name_prefix = "tickets-"`:                    all[1:],
		`name_contains = "-tickets"`:                  {"old-tickets"},
		`name_prefix = "other"`:                       {},
		`status_equals = "InProgress"`:                all[:2],
		`status_equals = "Completed"`:                 all[2:],
		`application_type_equals = "RagEvaluation"`:   {},
		`application_type_equals = "ModelEvaluation"`: all,
		`creation_time_after = "` + middle + `"`:      all[:4],
		`creation_time_before = "` + middle + `"`:     all[4:],
	} {
		acctest.ApplyInSilence(t, ws, fmt.Sprintf("data \"bedrock_evaluation_jobs\" \"test\" {\n%s\n}", arguments))
		data := ws.Data("bedrock_evaluation_jobs.test")
		got, byName := []string{}, map[string]string{}
		for _, summary := range data.GetAttr("job_summaries").AsValueSlice() {
			name := summary.GetAttr("job_name").AsString()
			got, byName[name] = append(got, name), summary.GetAttr("arn").AsString()
			if model := summary.GetAttr("model_identifiers").AsValueSlice(); len(model) != 1 || model[0].AsString() != "amazon.nova-lite-v1:0" {
				t.Errorf("%s: the models of %s are %#v", arguments, name, model)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", arguments, got, want)
		}
		newest := data.GetAttr("newest_job_arn")
		switch {
		case len(want) == 0:
			if !newest.IsNull() {
				t.Errorf("%s: the newest of none is %#v", arguments, newest)
			}
		case arguments == `sort_order = "Ascending"`:
			if newest.AsString() != byName["old-tickets"] {
				t.Errorf("%s: the newest is %#v", arguments, newest)
			}
		case newest.AsString() != byName[want[0]]:
			t.Errorf("%s: the newest is %#v, want that of %s", arguments, newest, want[0])
		}
	}
}
