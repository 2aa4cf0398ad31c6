// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"context"
	"encoding/json"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// replaceUnlessSpelledAlike replaces the job when something in a nested argument changes. Another spelling of a model, of a folder or
// of JSON changes nothing, and the state keeps the one that it has.
type replaceUnlessSpelledAlike struct{}

func (replaceUnlessSpelledAlike) Description(context.Context) string {
	return "Changing anything in it forces a new resource; another spelling of the same changes nothing."
}

func (m replaceUnlessSpelledAlike) MarkdownDescription(ctx context.Context) string {
	return m.Description(ctx)
}

func (replaceUnlessSpelledAlike) PlanModifyObject(_ context.Context, req planmodifier.ObjectRequest, resp *planmodifier.ObjectResponse) {
	switch {
	case req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.PlanValue.Equal(req.StateValue):
	case spelledAlike("", req.PlanValue, req.StateValue):
		resp.PlanValue = req.StateValue
	default:
		resp.RequiresReplace = true
	}
}

// spelledAlike reports whether two values mean the same to AWS; name is that of the attribute that they are of.
func spelledAlike(name string, now, was attr.Value) bool {
	if now.IsUnknown() || now.IsNull() || was.IsNull() {
		return now.Equal(was)
	}
	switch now := now.(type) {
	case types.String:
		was, ok := was.(types.String)
		return ok && sameText(name, was.ValueString(), now.ValueString())
	case types.Object:
		was, ok := was.(types.Object)
		if !ok {
			return false
		}
		for name, value := range now.Attributes() {
			if !spelledAlike(name, value, was.Attributes()[name]) {
				return false
			}
		}
		return true
	case types.List:
		was, ok := was.(types.List)
		if !ok || len(now.Elements()) != len(was.Elements()) {
			return false
		}
		for i, value := range now.Elements() {
			if !spelledAlike(name, value, was.Elements()[i]) {
				return false
			}
		}
		return true
	}
	return now.Equal(was)
}

func sameText(name, was, now string) bool {
	switch name {
	case "model_identifier", "model_arn":
		return fwtypes.SameModel(was, now)
	case "s3_uri", "uri":
		return fwtypes.SameS3URI(was, now)
	case "inference_params", "filter", "additional_model_request_fields":
		return sameJSON(was, now)
	}
	return was == now
}

// sameJSON reports whether two texts are the same JSON, whatever the order of members and the space between.
func sameJSON(was, now string) bool {
	var a, b any
	if json.Unmarshal([]byte(was), &a) != nil || json.Unmarshal([]byte(now), &b) != nil {
		return was == now
	}
	return reflect.DeepEqual(a, b)
}
