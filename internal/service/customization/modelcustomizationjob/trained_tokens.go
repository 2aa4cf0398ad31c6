// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"cmp"
	"context"
	"strconv"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

func tokenAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"training_tokens": schema.Int64Attribute{
			Optional: true,
			MarkdownDescription: "About how many tokens the training data have, such as `token_estimate` of a `bedrock_dataset`. It is not sent " +
				"to AWS, makes `trained_tokens_estimate`, and stays as it was when the job was created: data that change later are no change.",
			PlanModifiers: []planmodifier.Int64{frozenTokens{}},
			Validators:    []validator.Int64{int64validator.AtLeast(1)},
		},
		"trained_tokens_estimate": schema.Int64Attribute{
			Computed: true,
			MarkdownDescription: "About how many tokens are charged: `training_tokens` once for every epoch, where `epochCount` of " +
				"`hyper_parameters` or AWS's documented default says how many there are. Null without them, and for what is not charged in this " +
				"way.",
		},
	}
}

// trainedTokens is a function of the arguments alone, so that the plan of an apply says what the plan said.
func (m *model) trainedTokens() types.Int64 {
	kind := awstypes.CustomizationType(m.CustomizationType.ValueString())
	if m.TrainingTokens.IsNull() || m.TrainingTokens.IsUnknown() ||
		kind != awstypes.CustomizationTypeFineTuning && kind != awstypes.CustomizationTypeContinuedPreTraining {
		return types.Int64Null()
	}
	const name = "epochCount"
	usual := knownHyperParameters(fwtypes.ModelID(m.BaseModelIdentifier.ValueString()))[name].usual
	epochs, err := strconv.ParseInt(cmp.Or(tags.Map(m.HyperParameters)[name], usual), 10, 64)
	if err != nil || epochs < 1 {
		return types.Int64Null()
	}
	return types.Int64Value(m.TrainingTokens.ValueInt64() * epochs)
}

// planTrainedTokens plans the estimate where all that makes it is known. What is not, the create leaves to the first reading.
func planTrainedTokens(ctx context.Context, p *lifecycle.Plan[model]) {
	estimate := types.Int64Null()
	for _, argument := range []string{"training_tokens", "hyper_parameters", "base_model_identifier"} {
		if p.IsWhollyKnown(ctx, argument) {
			continue
		}
		if p.Creates() {
			return
		}
		p.Set(ctx, "trained_tokens_estimate", estimate)
		return
	}
	p.Set(ctx, "trained_tokens_estimate", p.Now.trainedTokens())
}

// frozenTokens keeps what the data had when the job was created.
type frozenTokens struct{}

func (frozenTokens) Description(context.Context) string {
	return "It stays as it was when the job was created."
}

func (f frozenTokens) MarkdownDescription(ctx context.Context) string { return f.Description(ctx) }

func (frozenTokens) PlanModifyInt64(_ context.Context, req planmodifier.Int64Request, resp *planmodifier.Int64Response) {
	if !req.State.Raw.IsNull() && !req.StateValue.IsNull() && !req.ConfigValue.IsNull() {
		resp.PlanValue = req.StateValue
	}
}
