// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package trainingmetrics is the data source bedrock_training_metrics: the curve of a training, from the files that its job wrote.
package trainingmetrics

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_training_metrics.
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-analyze.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "training_metrics"}}
}

type model struct {
	Region               types.String `tfsdk:"region"`
	TrainingMetricsURI   types.String `tfsdk:"training_metrics_s3_uri"`
	ValidationMetricsURI types.String `tfsdk:"validation_metrics_s3_uri"`
	MaxSteps             types.Int64  `tfsdk:"max_steps"`
	Training             *curveModel  `tfsdk:"training"`
	Validation           *curveModel  `tfsdk:"validation"`
}

type curveModel struct {
	StepCount types.Int64 `tfsdk:"step_count"`
	First     *stepModel  `tfsdk:"first"`
	Last      *stepModel  `tfsdk:"last"`
	Best      *stepModel  `tfsdk:"best"`
	Steps     []stepModel `tfsdk:"steps"`
}

type stepModel struct {
	StepNumber  types.Int64   `tfsdk:"step_number"`
	EpochNumber types.Int64   `tfsdk:"epoch_number"`
	Loss        types.Float64 `tfsdk:"loss"`
	Perplexity  types.Float64 `tfsdk:"perplexity"`
}

// Read reads one file or two; none is read of a job that has not written one yet.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	limit := defaultSteps
	if !m.MaxSteps.IsNull() {
		limit = int(m.MaxSteps.ValueInt64())
	}
	for _, file := range []struct {
		attribute string
		uri       types.String
		to        **curveModel
	}{
		{"training_metrics_s3_uri", m.TrainingMetricsURI, &m.Training},
		{"validation_metrics_s3_uri", m.ValidationMetricsURI, &m.Validation},
	} {
		if file.uri.IsNull() {
			continue
		}
		found, err := d.read(ctx, m.Region.ValueString(), file.uri.ValueString(), limit)
		if err != nil {
			diags.AddAttributeError(path.Root(file.attribute), "Reading the metrics of a training", apierr.Detail(file.uri.ValueString(), err))
			continue
		}
		*file.to = flatten(found)
	}
	if !diags.HasError() {
		diags.Append(resp.State.Set(ctx, &m)...)
	}
}

func (d *dataSource) read(ctx context.Context, region, text string, limit int) (found *curve, err error) {
	uri, err := objectstore.ParseURI(text)
	if err != nil {
		return nil, err
	}
	client, err := d.Provider.Clients.S3(ctx, region)
	if err != nil {
		return nil, err
	}
	file, err := objectstore.New(client).Open(ctx, uri.Bucket, uri.Key)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readCurve(file, limit)
}

func flatten(c *curve) *curveModel {
	m := &curveModel{
		StepCount: types.Int64Value(c.rows), First: flattenStep(c.first), Last: flattenStep(c.last), Best: flattenStep(c.best),
		Steps: []stepModel{},
	}
	for i := range c.steps {
		m.Steps = append(m.Steps, *flattenStep(&c.steps[i]))
	}
	return m
}

func flattenStep(s *step) *stepModel {
	if s == nil {
		return nil
	}
	return &stepModel{
		StepNumber: types.Int64PointerValue(s.number), EpochNumber: types.Int64PointerValue(s.epoch),
		Loss: types.Float64PointerValue(s.loss), Perplexity: types.Float64PointerValue(s.perplexity),
	}
}
