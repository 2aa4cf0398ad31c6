// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
)

// scoreModel is what a job came to, of one model on one data set by one metric.
type scoreModel struct {
	Model        types.String  `tfsdk:"model"`
	Dataset      types.String  `tfsdk:"dataset"`
	TaskType     types.String  `tfsdk:"task_type"`
	Metric       types.String  `tfsdk:"metric"`
	RatingMethod types.String  `tfsdk:"rating_method"`
	Measure      types.String  `tfsdk:"measure"`
	Direction    types.String  `tfsdk:"direction"`
	Mean         types.Float64 `tfsdk:"mean"`
	Min          types.Float64 `tfsdk:"min"`
	Max          types.Float64 `tfsdk:"max"`
	IntervalLow  types.Float64 `tfsdk:"interval_low"`
	IntervalHigh types.Float64 `tfsdk:"interval_high"`
	Count        types.Int64   `tfsdk:"count"`
	MissingCount types.Int64   `tfsdk:"missing_count"`
	RatingCounts types.Map     `tfsdk:"rating_counts"`
}

var errNoResults = errors.New("there are no results")

// readScores reads the scores of a completed job from S3, once: what is in the state stays, also when the output expires.
func readScores(ctx context.Context, data *crud.ProviderData, m *model) error {
	if !m.Scores.IsNull() && !m.Scores.IsUnknown() || m.OutputDataConfig == nil {
		return nil
	}
	m.Scores = types.ListNull(scoreType())
	folder, err := objectstore.ParseURI(m.OutputDataConfig.S3URI.ValueString())
	if err != nil {
		return err
	}
	arn := m.ARN.ValueString()
	client, err := data.Clients.S3(ctx, crud.RegionFromARN(arn))
	if err != nil {
		return err
	}
	reader, err := readFiles(ctx, objectstore.New(client), folder.Join(m.JobName.ValueString()+"/"), arn[strings.LastIndex(arn, "/")+1:])
	if err != nil {
		return err
	}
	all := []scoreModel{}
	for _, summary := range reader.Summaries(nil) {
		all = append(all, flattenScore(summary))
	}
	list, diags := types.ListValueFrom(ctx, scoreType(), all)
	if diags.HasError() {
		return errors.New(diags[0].Detail())
	}
	m.Scores = list
	return nil
}

// scoreType is the type of an element of scores, as the schema says it.
func scoreType() attr.Type {
	if list, ok := outputs()["scores"].GetType().(attr.TypeWithElementType); ok {
		return list.ElementType()
	}
	return types.ObjectType{}
}

// readFiles reads all result files of the job with an id below a folder.
func readFiles(ctx context.Context, store *objectstore.Store, folder objectstore.URI, id string) (*scores.Reader, error) {
	var keys []string
	var places []scores.Place
	for o, err := range store.List(ctx, folder.Bucket, folder.Key) {
		if err != nil {
			return nil, err
		}
		if place, ok := scores.Locate(folder.Key, o.Key); ok {
			keys, places = append(keys, o.Key), append(places, place)
		}
	}
	run, err := scores.OneRun(places, id)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s: %w", folder, errNoResults)
	}
	reader := &scores.Reader{}
	for i, key := range keys {
		if places[i].Run != run {
			continue
		}
		if err := readFile(ctx, store, folder.Bucket, key, places[i], reader); err != nil {
			return nil, err
		}
	}
	return reader, nil
}

func readFile(ctx context.Context, store *objectstore.Store, bucket, key string, place scores.Place, reader *scores.Reader) error {
	body, err := store.Open(ctx, bucket, key)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	return reader.Read(place, objectstore.URI{Bucket: bucket, Key: key}.String(), body)
}

func flattenScore(s scores.Summary) scoreModel {
	flat := scoreModel{
		Model: types.StringValue(s.Model), Dataset: types.StringValue(s.Dataset), Metric: types.StringValue(s.Metric),
		TaskType: textOrNull(s.TaskType), RatingMethod: textOrNull(s.Method), Measure: textOrNull(s.Measure),
		Direction: textOrNull(string(s.Direction)),
		Mean:      types.Float64PointerValue(s.Mean), Min: types.Float64PointerValue(s.Min), Max: types.Float64PointerValue(s.Max),
		Count: types.Int64Value(int64(s.Count)), MissingCount: types.Int64Value(int64(s.Missing)),
		RatingCounts: types.MapNull(types.Int64Type),
	}
	if s.Interval != nil {
		flat.IntervalLow, flat.IntervalHigh = types.Float64Value(s.Interval.Low), types.Float64Value(s.Interval.High)
	}
	if len(s.Labels) > 0 {
		counts := map[string]types.Int64{}
		for label, count := range s.Labels {
			counts[label] = types.Int64Value(int64(count))
		}
		flat.RatingCounts, _ = types.MapValueFrom(context.Background(), types.Int64Type, counts) // numbers of the map's own type
	}
	return flat
}

func textOrNull(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}
