// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package invokemodel is bedrock_invoke_model: one request to a model, in the model's own form.
package invokemodel

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/invocation"
)

const description = "Sends one request to a model in the model's own form, when the resource is created, and keeps what came of it: how " +
	"long it took, how many tokens, and the answer itself only where that is asked for. For models that `bedrock_converse` does not know: " +
	"those that paint or embed.\n\n" +
	"- **Create**: sends one request, which is paid, and keeps what came of it.\n" +
	"- **Read**: sends nothing: the answer is what it was.\n" +
	"- **Update**: sends nothing; whatever is asked in another way is asked anew, and paid again.\n" +
	"- **Delete**: forgets the answer; there is nothing in AWS.\n\n" +
	"**Cost.** AWS charges the tokens or the pictures. Creating the resource sends one request, and neither a plan nor a refresh sends " +
	"any. Limit the answer in the `body`, under the model's own name for it, such as `max_tokens`. Changing any argument asks again, " +
	"which is paid again, and so does a change of `triggers`; destroying it only forgets. A request that AWS may have carried out is " +
	"never sent twice: without an answer in time the apply fails, and the next one asks anew.\n\n" +
	"**Expectations.** An answer that is not as `expectations` want it is no error: `all_met` is false, and a `postcondition` stops an " +
	"apply where it should. Once AWS has answered, the resource is never tainted.\n\n" +
	"**The answer.** `output_text` is the text in the answer of the families that this version knows; `output_file` gets the answer as " +
	"it is.\n\n" +
	"**No import.** Nothing of a call stays in AWS, so it can be neither imported nor listed."

type model struct {
	invocation.Asked

	Body        types.String `tfsdk:"body"`
	ContentType types.String `tfsdk:"content_type"`
	Accept      types.String `tfsdk:"accept"`
}

var call = invocation.Call[model]{
	Type: "invoke_model", Noun: "invocation", Description: description, Attributes: attributes, Prepare: prepare,
}

// Resource is bedrock_invoke_model.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html
var Resource = invocation.Resource(&call)

func attributes() map[string]schema.Attribute {
	mime := func(what string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "MIME type of the " + what + ". Default `application/json`. Changing it asks again, which is paid.",
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		}
	}
	return map[string]schema.Attribute{
		"body": schema.StringAttribute{
			Required: true, Sensitive: true,
			MarkdownDescription: "The request, as JSON in the model's own form: `jsonencode({ ... })`. Changing it asks again, which is paid.",
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators: []validator.String{
				fwtypes.PrivateRule("Invalid JSON", "must be JSON", func(text string) bool { return json.Valid([]byte(text)) }),
			},
		},
		"content_type": mime("request"),
		"accept":       mime("answer"),
	}
}

func prepare(_ context.Context, _ *crud.ProviderData, m *model) (invocation.Request, error) {
	input := &bedrockruntime.InvokeModelInput{
		ModelId: conv.Optional(m.ModelID), Body: []byte(m.Body.ValueString()),
		ContentType: conv.Optional(m.ContentType), Accept: conv.Optional(m.Accept),
	}
	return func(ctx context.Context, client *bedrockruntime.Client) (invocation.Answer, error) {
		out, err := client.InvokeModel(ctx, input)
		if err != nil {
			return invocation.Answer{}, err
		}
		return flatten(out), nil
	}, nil
}

// flatten takes over what a model answered. How long it took and how much it was stands in the headers, which the SDK does not map.
func flatten(out *bedrockruntime.InvokeModelOutput) invocation.Answer {
	answer := invocation.Answer{File: out.Body}
	answer.Text, answer.StopReason = read(out.Body)
	if raw, ok := middleware.GetRawResponse(out.ResultMetadata).(*smithyhttp.Response); ok {
		answer.LatencyMs = numberIn(raw.Header, "X-Amzn-Bedrock-Invocation-Latency")
		answer.InputTokens = numberIn(raw.Header, "X-Amzn-Bedrock-Input-Token-Count")
		answer.OutputTokens = numberIn(raw.Header, "X-Amzn-Bedrock-Output-Token-Count")
	}
	return answer
}

func numberIn(header http.Header, name string) *int64 {
	n, err := strconv.ParseInt(header.Get(name), 10, 64)
	if err != nil {
		return nil
	}
	return &n
}
