// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// ModelIDArgument is the model_id of a data source.
func ModelIDArgument() schema.StringAttribute {
	return schema.StringAttribute{
		Required: true,
		MarkdownDescription: "Id of the foundation model, such as `anthropic.claude-haiku-4-5-20251001-v1:0`: no ARN, and no inference " +
			"profile, such as `us.anthropic...`.",
		Validators: []validator.String{ModelIDValidator{}},
	}
}

// NoModel says what is wrong with an identifier that AWS can have no model of, such as the name of one; empty for one that may be an
// id. Only AWS tells names from nonsense, so a plan or a read asks for them before it asks for anything else.
func NoModel(ctx context.Context, readers *lookup.Readers, region, id string) string {
	if strings.Contains(id, ".") && !strings.Contains(id, " ") {
		return ""
	}
	_, err := readers.FoundationModel(ctx, region, id)
	var absent *lookup.ModelNotFoundError
	if errors.As(err, &absent) {
		return absent.Detail()
	}
	return fmt.Sprintf("%q is no id of a foundation model, such as anthropic.claude-haiku-4-5-20251001-v1:0.", id)
}

// maxModelID is AWS's limit.
const maxModelID = 140

// ModelIDValidator checks for the bare id of a foundation model, the only form that the operations of model access take.
type ModelIDValidator struct{}

// Description says what is checked.
func (ModelIDValidator) Description(context.Context) string {
	return "must be the id of a foundation model, such as anthropic.claude-haiku-4-5-20251001-v1:0"
}

// MarkdownDescription says what is checked.
func (v ModelIDValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString names the id that is meant.
func (v ModelIDValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	given := req.ConfigValue.ValueString()
	id := fwtypes.ModelID(given)
	reason := ""
	if _, model, ok := fwtypes.CutScope(id); ok {
		reason = fmt.Sprintf("an inference profile. Access is given to the foundation model behind it: write %q", model)
	} else if id != given {
		reason = fmt.Sprintf("an ARN: write %q", id)
	} else if strings.Contains(id, "/") || id == "" || len(id) > maxModelID {
		reason = "no such id"
	}
	if reason != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid foundation model",
			fmt.Sprintf("%s is %q, which is %s. It %s.", req.Path, given, reason, v.Description(ctx)))
	}
}
