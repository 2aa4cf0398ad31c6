// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationjob

import (
	"context"
	"encoding/json"
	"io"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

// maxManifest bounds what is read of a manifest, which holds a handful of numbers.
const maxManifest = 1 << 20

// validated reports that AWS has checked role and data: a job is scheduled only then.
func (m *model) validated() bool {
	return slices.Contains(statuses(awstypes.ModelInvocationJobStatusScheduled, awstypes.ModelInvocationJobStatusInProgress),
		m.Status.ValueString())
}

func listInput(name string, next *string) *bedrock.ListModelInvocationJobsInput {
	input := &bedrock.ListModelInvocationJobsInput{NextToken: next}
	if name != "" {
		input.NameContains = &name
	}
	return input
}

func listed(out *bedrock.ListModelInvocationJobsOutput) (page []lifecycle.Listed, next *string) {
	for _, job := range out.InvocationJobSummaries {
		page = append(page, lifecycle.Listed{ARN: aws.ToString(job.JobArn), Name: aws.ToString(job.JobName)})
	}
	return page, out.NextToken
}

// readManifest reads the tokens that a completed job has used from the manifest beside its answers.
// https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-results.html
func readManifest(ctx context.Context, data *crud.ProviderData, m *model) error {
	if m.InputTokenCount.ValueInt64() > 0 {
		return nil
	}
	m.InputTokenCount, m.OutputTokenCount = types.Int64Null(), types.Int64Null()
	folder, err := objectstore.ParseURI(m.OutputS3URI.ValueString())
	if err != nil {
		return err
	}
	client, err := data.Clients.S3(ctx, crud.RegionFromARN(m.ARN.ValueString()))
	if err != nil {
		return err
	}
	body, err := objectstore.New(client).Open(ctx, folder.Bucket, folder.Join("manifest.json.out").Key)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	var manifest struct {
		InputTokenCount  *int64 `json:"inputTokenCount"`
		OutputTokenCount *int64 `json:"outputTokenCount"`
	}
	if err := json.NewDecoder(io.LimitReader(body, maxManifest)).Decode(&manifest); err != nil {
		return err
	}
	m.InputTokenCount = types.Int64PointerValue(manifest.InputTokenCount)
	m.OutputTokenCount = types.Int64PointerValue(manifest.OutputTokenCount)
	return nil
}
