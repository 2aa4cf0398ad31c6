// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"
	"fmt"
	"strings"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// notImported refuses the type that AWS only answers. Its model has it among those that can be asked for.
type notImported struct{}

func (notImported) Description(context.Context) string {
	return "must be a type of training"
}

func (r notImported) MarkdownDescription(ctx context.Context) string {
	return r.Description(ctx)
}

func (notImported) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.ValueString() == string(awstypes.CustomizationTypeImported) {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid customization type",
			"IMPORTED is what AWS answers for imported models; it cannot be asked for. Use bedrock_imported_model or bedrock_custom_model.")
	}
}

// notInferenceProfile refuses the ids of inference profiles, which only route invocations and cannot be trained.
type notInferenceProfile struct{}

func (notInferenceProfile) Description(context.Context) string {
	return "must not be an inference profile"
}

func (r notInferenceProfile) MarkdownDescription(ctx context.Context) string {
	return r.Description(ctx)
}

func (r notInferenceProfile) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue.ValueString()
	if _, model, ok := fwtypes.CutScope(fwtypes.ModelID(value)); ok {
		resp.Diagnostics.AddAttributeError(req.Path, "Training an inference profile", fmt.Sprintf(
			"%s is %q, and it %s: a profile only routes invocations. Use the model itself: %q.", req.Path, value, r.Description(ctx), model))
	}
}

// exactlyOneMember checks a union that is written as an object with one argument for each of its members.
type exactlyOneMember []string

func (m exactlyOneMember) Description(context.Context) string {
	return "must have exactly one of " + strings.Join(m, ", ")
}

func (m exactlyOneMember) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (m exactlyOneMember) ValidateObject(ctx context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	given := 0
	for _, value := range req.ConfigValue.Attributes() {
		if value.IsUnknown() {
			return
		}
		if !value.IsNull() {
			given++
		}
	}
	if given != 1 {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid combination of arguments", fmt.Sprintf("%s %s.", req.Path, m.Description(ctx)))
	}
}
