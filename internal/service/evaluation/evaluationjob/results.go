// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation"
)

// readScores reads the scores of a completed job from S3, once: what is in the state stays, also when the output expires.
func readScores(ctx context.Context, data *crud.ProviderData, m *model) error {
	if !m.Scores.IsNull() && !m.Scores.IsUnknown() || m.OutputDataConfig == nil {
		return nil
	}
	m.Scores = types.ListNull(evaluation.ScoreType())
	reader := &scores.Reader{}
	arn, name, output := m.ARN.ValueString(), m.JobName.ValueString(), m.OutputDataConfig.S3URI.ValueString()
	if err := evaluation.ReadResults(ctx, data.Clients, arn, name, output, reader); err != nil {
		return err
	}
	all := []evaluation.Score{}
	for _, summary := range reader.Summaries(nil) {
		all = append(all, evaluation.FlattenScore(summary))
	}
	list, diags := types.ListValueFrom(ctx, evaluation.ScoreType(), all)
	if diags.HasError() {
		return errors.New(diags[0].Detail())
	}
	m.Scores = list
	return nil
}
