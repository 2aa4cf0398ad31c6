// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package evaluationresults is the data source bedrock_evaluation_results: the scores of evaluation jobs, and which model is better.
package evaluationresults

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation"
)

const summaryOfReading = "Reading the results of an evaluation"

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_evaluation_results.
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-evaluation-report-s3.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "evaluation_results"}}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) {
		return
	}
	var kept kept
	reader := &scores.Reader{}
	if limit := m.RecordLimit.ValueInt64(); limit > 0 {
		kept.limit = int(limit)
		reader.Each = kept.take
	}
	first := d.read(ctx, path.Root("job_identifier"), m.JobIdentifier, &m, reader, diags)
	second := &job{}
	if !m.ComparedJobIdentifier.IsNull() {
		second = d.read(ctx, path.Root("compared_job_identifier"), m.ComparedJobIdentifier, &m, &scores.Reader{}, diags)
	}
	if diags.HasError() {
		return
	}
	m.Region = types.StringValue(crud.RegionFromARN(m.JobIdentifier.ValueString()))
	m.Status, m.JobName, m.S3URI, m.ComparedStatus = first.status, first.name, first.uri, second.status
	if first.summaries != nil {
		m.Scores = []evaluation.Score{}
		for _, one := range first.summaries {
			m.Scores = append(m.Scores, evaluation.FlattenScore(one))
		}
		m.Records = kept.records
	}
	m.compare(first, second, diags)
	if !diags.HasError() {
		diags.Append(resp.State.Set(ctx, &m)...)
	}
}

// job is what is known of one job. Its summaries are nil until it is completed, and where they are missing and may be.
type job struct {
	status, name, uri types.String
	summaries         []scores.Summary
}

func (d *dataSource) read(
	ctx context.Context, at path.Path, identifier types.String, m *model, reader *scores.Reader, diags *diag.Diagnostics,
) *job {
	arn, found := identifier.ValueString(), &job{}
	client, err := d.Provider.Clients.Bedrock(ctx, crud.RegionFromARN(arn))
	if crud.Failed(diags, summaryOfReading, arn, err) {
		return found
	}
	out, err := client.GetEvaluationJob(ctx, &bedrock.GetEvaluationJobInput{JobIdentifier: &arn})
	switch {
	case apierr.IsNotFound(err):
		if diags.Append(crud.CheckOwner(ctx, d.Provider, arn, "")...); !diags.HasError() {
			m.missing(at, arn+" is unknown to AWS, which keeps the records of jobs for a limited time.", diags)
		}
		return found
	case err == nil && (aws.ToString(out.JobName) == "" || out.Status == "" || out.OutputDataConfig == nil):
		err = errors.New("AWS answered without the name, the status or the output of the job")
	}
	if crud.Failed(diags, summaryOfReading, arn, err) {
		return found
	}
	found.status, found.name, found.uri = conv.Enum(out.Status), conv.NonEmpty(out.JobName), conv.NonEmpty(out.OutputDataConfig.S3Uri)
	if out.Status != awstypes.EvaluationJobStatusCompleted {
		return found
	}
	err = evaluation.ReadResults(ctx, d.Provider.Clients, arn, found.name.ValueString(), found.uri.ValueString(), reader)
	switch {
	case errors.Is(err, evaluation.ErrNoResults):
		m.missing(at, apierr.Detail(arn, err)+" They may have expired by a lifecycle rule of the bucket.", diags)
	case err != nil:
		diags.AddAttributeError(at, summaryOfReading, apierr.Detail(arn, err))
	default:
		found.summaries = reader.Summaries(m.directions())
	}
	return found
}

// missing is what to do about results that are not there any more.
func (m *model) missing(at path.Path, why string, diags *diag.Diagnostics) {
	if m.OnMissing.ValueString() == missingNull {
		return
	}
	diags.AddAttributeError(at, summaryOfReading, fmt.Sprintf("%s The scores that a bedrock_evaluation_job has in its own scores stay. "+
		"To go on without results here, set on_missing = %q.", why, missingNull))
}
