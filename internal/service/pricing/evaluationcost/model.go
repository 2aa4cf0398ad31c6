// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationcost

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

type model struct {
	Region      types.String `tfsdk:"region"`
	RecordCount types.Int64  `tfsdk:"record_count"`
	DatasetFile types.String `tfsdk:"dataset_file"`
	Generator   *caller      `tfsdk:"generator"`
	Judge       *judge       `tfsdk:"judge"`
	Human       *human       `tfsdk:"human"`
	pricing.Source

	Records         types.Int64     `tfsdk:"records"`
	GeneratorInput  *pricing.Figure `tfsdk:"generator_input"`
	GeneratorOutput *pricing.Figure `tfsdk:"generator_output"`
	JudgeInput      *pricing.Figure `tfsdk:"judge_input"`
	JudgeOutput     *pricing.Figure `tfsdk:"judge_output"`
	HumanTasks      *pricing.Figure `tfsdk:"human_tasks"`
	Total           *pricing.Figure `tfsdk:"total"`
	CostEstimate    *cost.Estimate  `tfsdk:"cost_estimate"`
}

// caller is a model that is asked once for every record.
type caller struct {
	ModelIdentifier types.String `tfsdk:"model_identifier"`
	InputTokens     types.Int64  `tfsdk:"input_tokens_per_record"`
	OutputTokens    types.Int64  `tfsdk:"output_tokens_per_record"`
}

// judge is a model that is asked once for every record and metric.
type judge struct {
	caller
	MetricCount types.Int64 `tfsdk:"metric_count"`
}

// human are people who rate answers.
type human struct {
	TaskCount    types.Int64  `tfsdk:"task_count"`
	PricePerTask types.String `tfsdk:"price_per_task"`
	Currency     types.String `tfsdk:"currency"`
}

// side is one of the models: what is asked of it, and where its figures go.
type side struct {
	name          string
	of            *caller
	metrics       int64
	input, output **pricing.Figure
}

func (m *model) sides() []side {
	sides := []side{{"generator", m.Generator, 0, &m.GeneratorInput, &m.GeneratorOutput}}
	if m.Judge != nil {
		sides = append(sides, side{"judge", &m.Judge.caller, m.Judge.MetricCount.ValueInt64(), &m.JudgeInput, &m.JudgeOutput})
	}
	return sides
}

// charge is what the requests and the answers cost.
func (s *side) charge(a *pricelist.Answer, routing string, records pricing.Counted) (input, output pricelist.Cost) {
	return s.tokens(a, "input_tokens", routing, records, s.of.InputTokens), s.tokens(a, "output_tokens", routing, records, s.of.OutputTokens)
}

func (s *side) tokens(a *pricelist.Answer, meter, routing string, records pricing.Counted, perRecord types.Int64) pricelist.Cost {
	d := pricelist.Dimension{Meter: meter, Routing: routing}
	factors := []pricelist.Factor{{Count: records.Records, Of: "records"}}
	if s.metrics > 0 {
		factors = append(factors, pricelist.Factor{Count: s.metrics, Of: "metrics"})
	}
	counted := meter == "input_tokens" && s.name == "generator" && records.Tokens > 0
	switch {
	case !perRecord.IsNull():
		return a.Charge(d, append(factors, pricelist.Factor{Count: perRecord.ValueInt64(), Of: "tokens"})...)
	case counted && records.Why != "":
		return pricelist.Unknown(records.Why)
	case counted:
		return a.Charge(d, pricelist.Factor{Count: records.Tokens, Of: pricing.EstimatedTokens})
	}
	return pricelist.Unknown(meter + "_per_record of " + s.name + " is not set")
}

func (h *human) charge() pricelist.Cost {
	if h.PricePerTask.IsNull() {
		return pricelist.Unknown("price_per_task of human is not set, and AWS's price list has none that is understood")
	}
	return pricelist.At(pricelist.Factor{Count: h.TaskCount.ValueInt64(), Of: "tasks"}, h.PricePerTask.ValueString(),
		cmp.Or(h.Currency.ValueString(), "USD"))
}
