// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation"
)

func outputs() map[string]schema.Attribute {
	keep := []planmodifier.List{listplanmodifier.UseStateForUnknown()}
	return map[string]schema.Attribute{
		"status":   schemas.ComputedString("`InProgress`, `Completed`, `Failed`, `Stopping`, `Stopped` or `Deleting`, as last seen."),
		"job_type": schemas.ComputedString("`Automated` or `Human`."),
		"failure_messages": schema.ListAttribute{
			Computed: true, ElementType: types.StringType, PlanModifiers: keep, MarkdownDescription: "AWS's reasons when the job failed.",
		},
		"creation_time":      schemas.ComputedString("When the job was created (RFC 3339)."),
		"last_modified_time": schemas.ComputedString("When the job last changed (RFC 3339)."),
		"scores": schema.ListNestedAttribute{
			Computed: true, PlanModifiers: keep,
			MarkdownDescription: "What the job came to, for each model, data set and metric. Null until the job is completed; read once.",
			NestedObject:        schema.NestedAttributeObject{Attributes: evaluation.ScoreAttributes()},
		},
	}
}
