// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

// metricsTime bounds the look for a file of metrics: S3 may be out of reach where Bedrock is not, and nothing depends on the answer.
const metricsTime = 10 * time.Second

// whereMetrics is how validation_metrics_s3_uri is found.
const whereMetrics = "Jobs have been seen to write the file elsewhere than AWS documents, so it is looked for below " +
	"`validation_artifacts/` in the output of the job, which takes `s3:ListBucket` on the bucket. Null until the job is completed, " +
	"without validators, and where nothing is found."

// outputFolder is the S3 URI of the folder that a completed job wrote to; empty for other jobs.
func outputFolder(job *bedrock.GetModelCustomizationJobOutput) string {
	if job.Status != awstypes.ModelCustomizationJobStatusCompleted || job.OutputDataConfig == nil {
		return ""
	}
	return folderOf(aws.ToString(job.OutputDataConfig.S3Uri), aws.ToString(job.JobArn))
}

// folderOf is the folder of a job below its output.
func folderOf(output, arn string) string {
	return strings.TrimSuffix(output, "/") + "/model-customization-job-" + arn[strings.LastIndex(arn, "/")+1:]
}

// trainingMetricsURI is where a completed job wrote the metrics of its training, as AWS documents it.
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-analyze.html
func trainingMetricsURI(job *bedrock.GetModelCustomizationJobOutput) types.String {
	folder := outputFolder(job)
	if folder == "" {
		return types.StringNull()
	}
	return types.StringValue(folder + "/training_artifacts/step_wise_training_metrics.csv")
}

// results are what S3 has of a completed job: where its metrics are, and whether its data are still those it was trained on.
func results(ctx context.Context, data *crud.ProviderData, m *model) error {
	uris, ended := m.dataURIs()
	changed := lifecycle.WrittenAfter(ctx, data, crud.RegionFromARN(m.ARN.ValueString()), uris, ended)
	if !changed.IsNull() || m.DataChanged.IsUnknown() { // what S3 does not tell now stays as it was
		m.DataChanged = changed
	}
	return locateMetrics(ctx, data, m)
}

// locateMetrics fills in where the metrics of the validation are, with one request in the life of a job.
func locateMetrics(ctx context.Context, data *crud.ProviderData, m *model) (err error) {
	if m.ValidationMetricsS3URI.ValueString() != "" {
		return nil
	}
	m.ValidationMetricsS3URI = types.StringNull()
	if len(m.ValidationMetrics.Elements()) == 0 || m.OutputDataConfig == nil {
		return nil
	}
	arn := m.ARN.ValueString()
	m.ValidationMetricsS3URI, err = findValidationMetrics(ctx, data.Clients, arn, folderOf(m.OutputDataConfig.S3URI.ValueString(), arn))
	return err
}

// findValidationMetrics looks where a completed job wrote the metrics of its validation. AWS documents
// validation_artifacts/post_fine_tuning_validation/, jobs have been seen to write to a folder below that one and to the one above;
// so the place is not made up, it is listed. The answer is null where there is no such file.
func findValidationMetrics(ctx context.Context, clients *awsclient.Clients, arn, folder string) (types.String, error) {
	ctx, cancel := context.WithTimeout(ctx, metricsTime)
	defer cancel()
	client, err := clients.S3(ctx, crud.RegionFromARN(arn))
	if err != nil {
		return types.StringNull(), err
	}
	uri, err := objectstore.ParseURI(folder + "/validation_artifacts/")
	if err != nil {
		return types.StringNull(), err
	}
	for object, err := range objectstore.New(client).List(ctx, uri.Bucket, uri.Key) {
		if err != nil {
			return types.StringNull(), err
		}
		if strings.HasSuffix(object.Key, "validation_metrics.csv") {
			return types.StringValue(objectstore.URI{Bucket: uri.Bucket, Key: object.Key}.String()), nil
		}
	}
	return types.StringNull(), nil
}
