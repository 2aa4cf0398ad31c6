// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provisionedmodelthroughput

import (
	"context"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// modelChange keeps another spelling of the same model, and replaces where AWS cannot put another model in the place of the old one.
type modelChange struct{}

func (modelChange) Description(context.Context) string {
	return "Another custom model of the same base is put in the place of the old one, any other model forces a new resource."
}

func (m modelChange) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (modelChange) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.PlanValue.Equal(req.StateValue) {
		return
	}
	var served types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("model_arn"), &served)...)
	old, isCustom := baseOf(served.ValueString())
	wanted := req.PlanValue.ValueString()
	same := fwtypes.SameModel(req.StateValue.ValueString(), wanted) || fwtypes.SameModel(wanted, served.ValueString())
	switch base, _ := baseOf(wanted); {
	case !req.PlanValue.IsUnknown() && same:
		resp.PlanValue = req.StateValue
	case !isCustom, base != "" && old != "" && baseName(base) != baseName(old):
		resp.RequiresReplace = true
	}
}

// baseOf is the id of the foundation model behind an identifier, empty where it does not tell, and whether it is that of a custom
// model.
func baseOf(identifier string) (base string, isCustom bool) {
	resource := identifier
	if parsed, err := awsarn.Parse(identifier); err == nil {
		resource = parsed.Resource
	}
	if rest, ok := strings.CutPrefix(resource, "custom-model/"); ok {
		base = strings.Split(rest, "/")[0]
		if base == "imported" {
			base = ""
		}
		return base, true
	}
	if base = strings.TrimPrefix(resource, "foundation-model/"); strings.Contains(base, ".") {
		return base, false
	}
	return "", true // the name of a custom model
}

// baseName is an id without version and context.
func baseName(id string) string {
	name, _, _ := strings.Cut(id, ":")
	return name
}

// noModelUnits says where to ask for model units, of which AWS grants none until somebody does. It is nil for any other refusal.
func noModelUnits(_ context.Context, _ *bedrock.Client, m *model, err error) diag.Diagnostic {
	if !apierr.Is(err, apierr.Quota) {
		return nil
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("model_units"), "Creating Bedrock provisioned model throughput",
		apierr.Detail(m.ProvisionedModelName.ValueString(), err)+"\n\nNothing was bought. An account has no model units of a model until AWS "+
			"grants them: open a case in the AWS Support Center that asks for an increase of the Amazon Bedrock quota \"Model units per "+
			"provisioned model\" of "+m.ModelID.ValueString()+". Applying again before that changes nothing.")
}
