// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customizationcost

import (
	"cmp"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

type model struct {
	Region              types.String `tfsdk:"region"`
	BaseModelIdentifier types.String `tfsdk:"base_model_identifier"`
	CustomizationType   types.String `tfsdk:"customization_type"`
	TrainingDataFile    types.String `tfsdk:"training_data_file"`
	TrainingTokens      types.Int64  `tfsdk:"training_tokens"`
	Epochs              types.Int64  `tfsdk:"epochs"`
	TrainingHours       types.Int64  `tfsdk:"training_hours"`
	ModelUnits          types.Int64  `tfsdk:"model_units"`
	CommitmentDuration  types.String `tfsdk:"commitment_duration"`
	pricing.Source

	FoundationModelID     types.String    `tfsdk:"foundation_model_id"`
	RecordCount           types.Int64     `tfsdk:"record_count"`
	TrainedTokensEstimate types.Int64     `tfsdk:"trained_tokens_estimate"`
	Training              *pricing.Figure `tfsdk:"training"`
	Storage               *pricing.Figure `tfsdk:"storage"`
	Throughput            *pricing.Figure `tfsdk:"throughput"`
	Commitment            *pricing.Figure `tfsdk:"commitment"`
	CostEstimate          *cost.Estimate  `tfsdk:"cost_estimate"`
	ThroughputEstimate    *cost.Estimate  `tfsdk:"throughput_cost_estimate"`
}

// counted is a number of tokens, or the reason why it is not known.
type counted struct {
	pricelist.Factor
	why string
}

// hoursPerMonth is what AWS's own calculator reckons with: 365 days in 12 months.
const hoursPerMonth = 730

// commitments are the terms by their names in the API: how the price list calls each, and how many months it has.
func commitments() map[string]struct {
	word   string
	months int64
} {
	return map[string]struct {
		word   string
		months int64
	}{
		"": {"none", 0}, string(awstypes.CommitmentDurationOneMonth): {"1_month", 1},
		string(awstypes.CommitmentDurationSixMonths): {"6_months", 6},
	}
}

func (m *model) compute(a *pricelist.Answer, tokens counted) {
	training := m.training(a, tokens)
	storage := a.Charge(pricelist.Dimension{Meter: "model_storage"},
		pricelist.Factor{Count: 1, Of: "model"}, pricelist.Factor{Count: 1, Of: "month"})
	m.Training, m.Storage = pricing.FlattenFigure(&training), pricing.FlattenFigure(&storage)
	m.CostEstimate = pricing.Estimate(pricing.Part{Of: "training", Cost: &training}, pricing.Part{Of: "storage", Cost: &storage})
	if m.ModelUnits.IsNull() {
		return
	}
	term := commitments()[m.CommitmentDuration.ValueString()]
	throughput := m.throughput(a, term.word, hoursPerMonth)
	m.Throughput = pricing.FlattenFigure(&throughput)
	m.ThroughputEstimate = pricing.Estimate(pricing.Part{}, pricing.Part{Of: "throughput", Cost: &throughput})
	if term.months > 0 {
		commitment := m.throughput(a, term.word, term.months*hoursPerMonth)
		m.Commitment = pricing.FlattenFigure(&commitment)
	}
}

// training is what one run costs. Tokens are charged once for each time they are read.
func (m *model) training(a *pricelist.Answer, tokens counted) pricelist.Cost {
	m.TrainedTokensEstimate = types.Int64Null()
	kind := awstypes.CustomizationType(cmp.Or(m.CustomizationType.ValueString(), string(awstypes.CustomizationTypeFineTuning)))
	switch {
	case kind == awstypes.CustomizationTypeReinforcementFineTuning && m.TrainingHours.IsNull():
		return pricelist.Unknown("reinforcement fine-tuning is charged by the hour, and training_hours is not set")
	case kind == awstypes.CustomizationTypeReinforcementFineTuning:
		return a.Charge(pricelist.Dimension{Meter: "training_hours"}, pricelist.Factor{Count: m.TrainingHours.ValueInt64(), Of: "hours"})
	case kind == awstypes.CustomizationTypeDistillation:
		return pricelist.Unknown("a distillation also pays for the answers of the teacher model, whose number nobody knows before")
	case m.TrainingDataFile.IsNull() && m.TrainingTokens.IsNull():
		return pricelist.Unknown("neither training_tokens nor training_data_file is set")
	case tokens.why != "":
		return pricelist.Unknown(tokens.why)
	case m.Epochs.IsNull():
		return pricelist.Unknown("epochs is not set, and AWS's default depends on the model")
	}
	m.TrainedTokensEstimate = types.Int64Value(tokens.Count * m.Epochs.ValueInt64())
	return a.Charge(pricelist.Dimension{Meter: "training_tokens"}, tokens.Factor, pricelist.Factor{Count: m.Epochs.ValueInt64(), Of: "epochs"})
}

// throughput is what model units cost for some hours: at the price of custom models, or at the one that says nothing of them and is for
// both.
func (m *model) throughput(a *pricelist.Answer, commitment string, hours int64) pricelist.Cost {
	d := pricelist.Dimension{Meter: "model_units", Commitment: commitment, Use: "custom"}
	if found, _ := a.Price(d.Usual()); found == nil {
		d.Use = "base"
	}
	return a.Charge(d, pricelist.Factor{Count: m.ModelUnits.ValueInt64(), Of: "model units"}, pricelist.Factor{Count: hours, Of: "hours"})
}
