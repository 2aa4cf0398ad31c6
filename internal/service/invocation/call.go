// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invocation

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// askTimeout is long: a model may think for minutes, and what is given up is paid all the same.
const askTimeout = 15 * time.Minute

// Call is a resource that asks a model once. M is its model, a struct that embeds Asked.
type Call[M any] struct {
	// Type is the name of the type without bedrock_, Noun what messages call a call: "conversation".
	Type, Noun  string
	Description string
	// Attributes are those that Asked does not have.
	Attributes func() map[string]schema.Attribute
	Validators []resource.ConfigValidator
	// Prepare makes the request: all that can go wrong before anything is paid. Nothing of an error may quote what is asked.
	Prepare func(ctx context.Context, data *crud.ProviderData, m *M) (Request, error)
	// Plan checks what is about to be asked; nil where there is nothing to check.
	Plan func(ctx context.Context, req resource.ModifyPlanRequest, diags *diag.Diagnostics)
}

// Request sends what was prepared.
type Request func(ctx context.Context, client *bedrockruntime.Client) (Answer, error)

// asked is a model: a pointer to a struct that embeds Asked.
type asked[M any] interface {
	*M
	asked() *Asked
}

// Resource is the constructor of the resource of a call.
func Resource[M any, P asked[M]](c *Call[M]) func() resource.Resource {
	return func() resource.Resource { return &managed[M, P]{Resource: crud.Resource{Type: c.Type}, call: c} }
}

// managed has neither identity nor import: AWS keeps nothing of a call that could be found again.
type managed[M any, P asked[M]] struct {
	crud.Resource
	call *Call[M]
}

func (r *managed[M, P]) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := askedAttributes(ctx)
	maps.Copy(attributes, r.call.Attributes())
	resp.Schema = schema.Schema{MarkdownDescription: r.call.Description, Attributes: attributes}
}

func (r *managed[M, P]) ConfigValidators(context.Context) []resource.ConfigValidator {
	return r.call.Validators
}

// ModifyPlan plans the region, and checks what is about to be asked.
func (r *managed[M, P]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	planning := crud.PlanningOf(req)
	if r.Provider == nil || planning == crud.PlanDestroy {
		return
	}
	crud.PlanRegion(ctx, req, resp, r.Provider)
	if resp.Diagnostics.HasError() || planning != crud.PlanCreate && !crud.Replaces(ctx, req, resp) {
		return
	}
	region := crud.Text(ctx, resp.Plan, "region", &resp.Diagnostics)
	checkModel(ctx, r.Provider, region, crud.Text(ctx, req.Config, "model_id", &resp.Diagnostics), &resp.Diagnostics)
	checkFolder(crud.Text(ctx, req.Config, "output_file", &resp.Diagnostics), &resp.Diagnostics)
	if r.call.Plan != nil {
		r.call.Plan(ctx, req, &resp.Diagnostics)
	}
}

// Create sends the one request. Once AWS has answered, nothing is an error any more: it is paid.
func (r *managed[M, P]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	diags := &resp.Diagnostics
	var m M
	if !crud.Decode(ctx, req.Plan, &m, diags) {
		return
	}
	a, summary := P(&m).asked(), "Asking a model by Bedrock "+r.call.Noun
	timeout := crud.Timeout(ctx, a.Timeouts.Create, askTimeout, diags)
	region, err := crud.RegionOf(ctx, r.Provider, a.Region)
	if crud.Failed(diags, summary, a.ModelID.ValueString(), err) || diags.HasError() {
		return
	}
	send, err := r.call.Prepare(ctx, r.Provider, &m)
	if crud.Failed(diags, summary, a.ModelID.ValueString(), err) {
		return
	}
	client, err := r.Provider.Clients.BedrockRuntime(ctx, region)
	if err == nil {
		err = ctx.Err() // nothing is sent after an interrupt
	}
	if crud.Failed(diags, summary, a.ModelID.ValueString(), err) {
		return
	}
	// What was sent is paid, so an interrupt does not keep its answer from the state.
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
	defer cancel()
	answer, err := send(bounded, client)
	if err != nil {
		diags.AddError(summary, a.refusal(err, timeout))
		return
	}
	a.Region = types.StringValue(region)
	diags.Append(a.take(answer)...)
	diags.Append(crud.SaveCreatedByKeys(ctx, req.Plan, resp, &m, nil)...)
}

// Read asks nothing: the answer is what it was.
func (*managed[M, P]) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// Update sends nothing: what is asked forces a new resource.
func (*managed[M, P]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var m M
	if crud.Decode(ctx, req.Plan, &m, &resp.Diagnostics) {
		resp.Diagnostics.Append(crud.SaveUpdatedByKeys(ctx, req, resp, &m, nil)...)
	}
}

// Delete only forgets: there is nothing in AWS.
func (*managed[M, P]) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// refusal is the text of a call that failed, with what opens the model where that is likely to be what is missing.
func (a *Asked) refusal(err error, timeout time.Duration) string {
	model := a.ModelID.ValueString()
	detail := apierr.Detail(model, err)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Sprintf("%s did not answer within %s. AWS may have worked on it and charge it, so it was not sent again, and the state has "+
			"nothing of it: the next apply asks again, which is paid. timeouts = { create = \"30m\" } waits longer.", model, crud.Duration(timeout))
	case apierr.Is(err, apierr.Unavailable):
		return model + ": " + apierr.Message(err) + "\n\nA request without a clear answer is not sent again, because AWS may have carried it " +
			"out and charge it. The state has nothing of it: the next apply asks again, which is paid."
	case apierr.Is(err, apierr.AccessDenied):
		return detail + "\n\nInvoking takes bedrock:InvokeModel on the model, and with an inference profile on the profile and every model " +
			"behind it. A model of the AWS Marketplace also needs its terms accepted: bedrock_foundation_model_agreement."
	case apierr.IsNotFound(err) && strings.Contains(model, "anthropic."):
		return detail + "\n\nAnthropic wants to know its users first: bedrock_use_case_for_model_access."
	}
	return detail
}

var modelPath = path.Root("model_id")
