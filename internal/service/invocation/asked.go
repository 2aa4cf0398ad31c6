// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invocation

import (
	"context"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

// Asked is embedded by the model of every call.
type Asked struct {
	Region       types.String   `tfsdk:"region"`
	ModelID      types.String   `tfsdk:"model_id"`
	Triggers     types.Map      `tfsdk:"triggers"`
	Expectations *Expectations  `tfsdk:"expectations"`
	StoreOutput  types.Bool     `tfsdk:"store_output"`
	OutputFile   types.String   `tfsdk:"output_file"`
	Timeouts     timeouts.Value `tfsdk:"timeouts"`

	OutputText   types.String `tfsdk:"output_text"`
	StopReason   types.String `tfsdk:"stop_reason"`
	InputTokens  types.Int64  `tfsdk:"input_tokens"`
	OutputTokens types.Int64  `tfsdk:"output_tokens"`
	LatencyMs    types.Int64  `tfsdk:"latency_ms"`
	Words        types.Int64  `tfsdk:"words"`
	Characters   types.Int64  `tfsdk:"characters"`
	Met          types.Map    `tfsdk:"met"`
	AllMet       types.Bool   `tfsdk:"all_met"`
}

func (a *Asked) asked() *Asked { return a }

// Answer is what a model said.
type Answer struct {
	// Text is what it said in words, File what output_file gets.
	Text string
	File []byte
	// StopReason is empty, and the numbers are nil, where AWS does not tell.
	StopReason                           string
	InputTokens, OutputTokens, LatencyMs *int64
}

// askedAttributes are those that every call has.
func askedAttributes(ctx context.Context) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": crud.RegionAttribute(),
		"model_id": schemas.ImmutableString("Model to ask: id or ARN of a foundation model or of an inference profile, or ARN of a custom "+
			"model deployment, of provisioned throughput or of an imported model.", stringvalidator.LengthBetween(1, 2048)),
		"triggers": schema.MapAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Any texts, such as `{ model = bedrock_custom_model_deployment.assistant.model_arn }`. A change asks again, " +
				"which is paid.",
			PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplace()},
		},
		"expectations": expectationsAttribute(),
		"store_output": schema.BoolAttribute{
			Optional: true, Computed: true, Default: booldefault.StaticBool(false),
			MarkdownDescription: "Whether the answer goes into the state, as `output_text`. Default `false`. Changing it asks again, which is paid.",
			PlanModifiers:       []planmodifier.Bool{boolplanmodifier.RequiresReplace()},
		},
		"output_file": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Local file to write the answer to, readable by its owner only. A destroy leaves it. Changing it asks again, " +
				"which is paid.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"timeouts":      crud.Timeouts{Create: askTimeout}.Attribute(ctx),
		"output_text":   schemas.ComputedString("The answer in words. Null without `store_output = true`, and where it has none."),
		"stop_reason":   schemas.ComputedString("Why the model ended, such as `end_turn` or `max_tokens`. Null where it does not tell."),
		"input_tokens":  number("Tokens that the model read. Null where AWS does not tell."),
		"output_tokens": number("Tokens that the model wrote. Null where AWS does not tell."),
		"latency_ms":    number("How long AWS took, in milliseconds. Null where it does not tell."),
		"words":         number("Words of the answer."),
		"characters":    number("Characters of the answer."),
		"met": schema.MapAttribute{
			Computed: true, ElementType: types.BoolType,
			MarkdownDescription: "Whether each of `expectations` was met, by its name. Null without expectations.",
			PlanModifiers:       []planmodifier.Map{mapplanmodifier.UseStateForUnknown()},
		},
		"all_met": schema.BoolAttribute{
			Computed: true,
			MarkdownDescription: "Whether all of `expectations` were met. Null without expectations. To stop an apply, ask for it in a " +
				"`postcondition`.",
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		},
	}
}

func number(description string) schema.Int64Attribute {
	return schema.Int64Attribute{Computed: true, MarkdownDescription: description, PlanModifiers: schemas.KeepInt64()}
}

// take puts an answer into the model. A file that cannot be written is a warning: the answer is paid.
func (a *Asked) take(answer Answer) (diags diag.Diagnostics) {
	a.OutputText = types.StringNull()
	if a.StoreOutput.ValueBool() {
		a.OutputText = conv.NonEmpty(&answer.Text)
	}
	a.StopReason = conv.NonEmpty(&answer.StopReason)
	a.InputTokens = types.Int64PointerValue(answer.InputTokens)
	a.OutputTokens = types.Int64PointerValue(answer.OutputTokens)
	a.LatencyMs = types.Int64PointerValue(answer.LatencyMs)
	a.Words = types.Int64Value(int64(len(strings.Fields(answer.Text))))
	a.Characters = types.Int64Value(int64(utf8.RuneCountInString(answer.Text)))
	a.Met, a.AllMet = a.Expectations.judge(answer)
	if file := a.OutputFile.ValueString(); file != "" {
		if err := os.WriteFile(file, answer.File, 0o600); err != nil {
			diags.AddAttributeWarning(path.Root("output_file"), "Writing the answer of a model", err.Error()+". The answer is paid, and "+
				"everything else of it is in the state. To ask again, which is paid again, apply with -replace.")
		}
	}
	return diags
}
