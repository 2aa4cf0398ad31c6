// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package importedmodels_test

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

// Every filter goes to AWS, and all pages are read.
func TestImportedModels_filters(t *testing.T) {
	t.Parallel()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	training := cloud.NewTraining(t)
	for _, file := range []string{"config.json", "tokenizer_config.json", "model.safetensors"} {
		cloud.PutObject(t, training.Bucket, "model/"+file, "{}")
	}
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	var middle time.Time
	for i := range 9 {
		name := fmt.Sprintf("open-%d", i)
		_, err := client.CreateModelImportJob(t.Context(), &bedrock.CreateModelImportJobInput{
			JobName: &name, ImportedModelName: &name, RoleArn: &training.RoleARN,
			ModelDataSource: &awstypes.ModelDataSourceMemberS3DataSource{
				Value: awstypes.S3DataSource{S3Uri: aws.String("s3://" + training.Bucket + "/model")},
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		cloud.Advance(20 * time.Minute)
		if i == 4 {
			middle = cloud.Now()
		}
	}
	all := []string{"open-8", "open-7", "open-6", "open-5", "open-4", "open-3", "open-2", "open-1", "open-0"}
	ascending := slices.Clone(all)
	slices.Reverse(ascending)
	for arguments, want := range map[string][]string{
		"":                         all,
		`sort_order = "Ascending"`: ascending,
		`name_contains = "open-3"`: {"open-3"},
		`name_contains = "other"`:  {},
		`creation_time_after = "` + middle.Format(time.RFC3339Nano) + `"`:  all[:4],
		`creation_time_before = "` + middle.Format(time.RFC3339Nano) + `"`: all[4:],
	} {
		acctest.ApplyInSilence(t, ws, fmt.Sprintf("data \"bedrock_imported_models\" \"test\" {\n%s\n}", arguments))
		got := []string{}
		for _, summary := range ws.Data("bedrock_imported_models.test").GetAttr("model_summaries").AsValueSlice() {
			got = append(got, summary.GetAttr("model_name").AsString())
			if summary.GetAttr("model_architecture").AsString() != "llama" || summary.GetAttr("instruct_supported").False() {
				t.Errorf("got %#v", summary)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", arguments, got, want)
		}
	}
}
