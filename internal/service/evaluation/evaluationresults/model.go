// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationresults

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation"
)

type model struct {
	Region                  types.String `tfsdk:"region"`
	JobIdentifier           types.String `tfsdk:"job_identifier"`
	ModelIdentifier         types.String `tfsdk:"model_identifier"`
	ComparedJobIdentifier   types.String `tfsdk:"compared_job_identifier"`
	ComparedModelIdentifier types.String `tfsdk:"compared_model_identifier"`
	OnMissing               types.String `tfsdk:"on_missing"`
	Directions              types.Map    `tfsdk:"directions"`
	RecordLimit             types.Int64  `tfsdk:"record_limit"`

	Status         types.String       `tfsdk:"status"`
	ComparedStatus types.String       `tfsdk:"compared_status"`
	JobName        types.String       `tfsdk:"job_name"`
	S3URI          types.String       `tfsdk:"s3_uri"`
	Scores         []evaluation.Score `tfsdk:"scores"`
	Comparisons    []comparison       `tfsdk:"comparisons"`
	Markdown       types.String       `tfsdk:"markdown"`
	Records        []record           `tfsdk:"records"`
}

type comparison struct {
	Dataset      types.String  `tfsdk:"dataset"`
	Metric       types.String  `tfsdk:"metric"`
	RatingMethod types.String  `tfsdk:"rating_method"`
	Direction    types.String  `tfsdk:"direction"`
	FirstModel   types.String  `tfsdk:"first_model"`
	SecondModel  types.String  `tfsdk:"second_model"`
	FirstMean    types.Float64 `tfsdk:"first_mean"`
	SecondMean   types.Float64 `tfsdk:"second_mean"`
	Difference   types.Float64 `tfsdk:"difference"`
	IntervalLow  types.Float64 `tfsdk:"interval_low"`
	IntervalHigh types.Float64 `tfsdk:"interval_high"`
	Paired       types.Bool    `tfsdk:"paired"`
	PairCount    types.Int64   `tfsdk:"pair_count"`
	Significant  types.Bool    `tfsdk:"significant"`
	Better       types.String  `tfsdk:"better"`
	BetterModel  types.String  `tfsdk:"better_model"`
}

type record struct {
	Model        types.String  `tfsdk:"model"`
	Dataset      types.String  `tfsdk:"dataset"`
	Metric       types.String  `tfsdk:"metric"`
	RatingMethod types.String  `tfsdk:"rating_method"`
	Score        types.Float64 `tfsdk:"score"`
	Rating       types.String  `tfsdk:"rating"`
	Prompt       types.String  `tfsdk:"prompt"`
	Response     types.String  `tfsdk:"response"`
	Explanation  types.String  `tfsdk:"explanation"`
}

// directions are those that the user says.
func (m *model) directions() map[string]scores.Direction {
	said := map[string]scores.Direction{}
	for metric, direction := range m.Directions.Elements() {
		if text, ok := direction.(types.String); ok {
			said[metric] = scores.Direction(text.ValueString())
		}
	}
	return said
}

// compare holds two models against each other: of two jobs, or of the one that has two.
func (m *model) compare(first, second *job, diags *diag.Diagnostics) {
	other := first
	if !m.ComparedJobIdentifier.IsNull() {
		other = second
	}
	if first.summaries == nil || other.summaries == nil {
		return
	}
	firstModels, secondModels := modelsOf(first.summaries), modelsOf(other.summaries)
	one, two := m.ModelIdentifier.ValueString(), m.ComparedModelIdentifier.ValueString()
	if other == first {
		if len(firstModels) < 2 && two == "" {
			return
		}
		one, two = pair(firstModels, one, two)
	}
	one = choose(path.Root("model_identifier"), one, firstModels, diags)
	two = choose(path.Root("compared_model_identifier"), two, secondModels, diags)
	if diags.HasError() {
		return
	}
	all := scores.Compare(of(first.summaries, one), of(other.summaries, two))
	m.Comparisons = []comparison{}
	for i := range all {
		m.Comparisons = append(m.Comparisons, flatten(&all[i]))
	}
	firstName, secondName := one, two
	if one == two {
		firstName, secondName = one+" ("+first.name.ValueString()+")", two+" ("+other.name.ValueString()+")"
	}
	m.Markdown = types.StringValue(scores.Markdown(firstName, secondName, all))
}

// pair fills in, of the two models of one job, those that are not said.
func pair(models []string, one, two string) (string, string) {
	if len(models) != 2 {
		return one, two
	}
	switch {
	case one == "" && two == models[0]:
		one = models[1]
	case one == "":
		one = models[0]
	}
	if two == "" && one == models[0] {
		two = models[1]
	} else if two == "" {
		two = models[0]
	}
	return one, two
}

// choose is the model that is said, or the only one that there is.
func choose(at path.Path, said string, models []string, diags *diag.Diagnostics) string {
	switch {
	case said == "" && len(models) == 1:
		return models[0]
	case said != "" && slices.Contains(models, said):
		return said
	case said == "":
		diags.AddAttributeError(at, "Choosing a model to compare", fmt.Sprintf("The job has the scores of %d models, so %s must name one of "+
			"them: %s.",
			len(models), at, strings.Join(models, ", ")))
	default:
		diags.AddAttributeError(at, "Choosing a model to compare", fmt.Sprintf("The job has no scores of %q. It has those of %s.",
			said, strings.Join(models, ", ")))
	}
	return ""
}

func modelsOf(all []scores.Summary) (models []string) {
	for _, one := range all {
		if !slices.Contains(models, one.Model) {
			models = append(models, one.Model)
		}
	}
	return models
}

func of(all []scores.Summary, model string) (chosen []scores.Summary) {
	for _, one := range all {
		if one.Model == model {
			chosen = append(chosen, one)
		}
	}
	return chosen
}

func flatten(c *scores.Comparison) comparison {
	flat := comparison{
		Dataset: types.StringValue(c.Dataset), Metric: types.StringValue(c.Metric), RatingMethod: conv.NonEmpty(&c.Method),
		Direction: conv.Enum(c.Direction), FirstModel: types.StringValue(c.First.Model),
		SecondModel: types.StringValue(c.Second.Model), FirstMean: types.Float64PointerValue(c.First.Mean),
		SecondMean: types.Float64PointerValue(c.Second.Mean), Difference: types.Float64Value(c.Difference),
		Paired: types.BoolValue(c.Paired), PairCount: types.Int64Value(int64(c.Pairs)), Significant: types.BoolPointerValue(c.Significant),
	}
	if c.Interval != nil {
		flat.IntervalLow, flat.IntervalHigh = types.Float64Value(c.Interval.Low), types.Float64Value(c.Interval.High)
	}
	switch c.Better {
	case 1:
		flat.Better, flat.BetterModel = types.StringValue("first"), flat.FirstModel
	case 2:
		flat.Better, flat.BetterModel = types.StringValue("second"), flat.SecondModel
	}
	return flat
}

// kept are the records that are wanted, no more of them than a limit.
type kept struct {
	limit   int
	records []record
}

func (k *kept) take(d scores.Detail) error {
	if len(k.records) == k.limit {
		return nil
	}
	k.records = append(k.records, record{
		Model: types.StringValue(d.Model), Dataset: types.StringValue(d.Dataset), Metric: types.StringValue(d.Metric),
		RatingMethod: conv.NonEmpty(&d.Method), Score: types.Float64PointerValue(d.Value), Rating: conv.NonEmpty(&d.Label),
		Prompt: conv.NonEmpty(new(cut(d.Prompt))), Response: conv.NonEmpty(new(cut(d.Response))),
		Explanation: conv.NonEmpty(new(cut(d.Explanation))),
	})
	return nil
}

// cut bounds a text: a state is no place for a document.
func cut(text string) string {
	runes := []rune(text)
	if len(runes) <= mostText {
		return text
	}
	return string(runes[:mostText])
}
