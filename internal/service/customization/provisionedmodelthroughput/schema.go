// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provisionedmodelthroughput

import (
	"time"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/int32validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int32planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

const (
	timeout       = time.Hour
	deleteTimeout = 30 * time.Minute
)

const description = "Buys provisioned throughput: model units that serve one model alone. Invoke it by the `arn`.\n\n" +
	"- **Create**: buys the model units, which are paid from then on, and waits until they serve.\n" +
	"- **Read**: shows the throughput, its commitment, and its tags.\n" +
	"- **Update**: the name, a custom model and `tags` change in place; any other change buys another throughput.\n" +
	"- **Delete**: ends the charge by the hour; a commitment that runs is an error.\n\n" +
	"**Cost.** It is paid from its creation on, whether it is used or not: by the hour for every model unit, which is expensive. With " +
	"`cost_estimate`, which `bedrock_customization_cost` estimates, the plan shows what that is. Without `commitment_duration` a destroy " +
	"ends the charge.\n\n" +
	"**A commitment cannot be cancelled.** With `commitment_duration` AWS charges the whole term, and at its end the commitment renews by " +
	"itself. Nothing ends it early: a destroy is refused until `commitment_expiration_time`, and so is every change that would replace " +
	"it, because that would buy a second one beside it. To buy one, set `allow_commitments = true` in the provider block. To " +
	"let one run without Terraform, set `deletion_policy = \"ABANDON\"`.\n\n" +
	"**Quota.** An account has no model units until AWS grants them: ask for them in the AWS Support Center before you need them. AWS " +
	"GovCloud has throughput for custom models without a commitment only.\n\n" +
	"**Another model.** A custom model changes in place to another custom model of the same base model, or to that base model. " +
	"Any other change buys another throughput, with another ARN, and deletes the old one.\n\n" +
	"**Coming from hashicorp/aws.** A `moved` block takes over `aws_bedrock_provisioned_model_throughput`; nothing is bought again."

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"provisioned_model_name": schema.StringAttribute{
			Required:            true,
			MarkdownDescription: "Name of the throughput, 1 to 63 characters. Changing it renames it, in place.",
			Validators:          []validator.String{stringvalidator.LengthBetween(1, 63)},
		},
		"model_id": schema.StringAttribute{
			Required: true,
			MarkdownDescription: "Model to serve: id or ARN of a foundation model that can be provisioned, with its context, such as " +
				"`amazon.nova-lite-v1:0:300k`, or ARN or name of a custom model. Another custom model of the same base is put in its place, " +
				"any other model forces a new resource; id and ARN are the same.",
			PlanModifiers: []planmodifier.String{modelChange{}},
			Validators:    []validator.String{stringvalidator.LengthBetween(1, 2048)},
		},
		"model_units": schema.Int32Attribute{
			Required:            true,
			MarkdownDescription: "How many model units to buy, at least 1. Changing it forces a new resource.",
			PlanModifiers:       []planmodifier.Int32{int32planmodifier.RequiresReplace()},
			Validators:          []validator.Int32{int32validator.AtLeast(1)},
		},
		"commitment_duration": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Term to commit to, for a lower price: `OneMonth` or `SixMonths`. It cannot be cancelled, renews by itself, and " +
				"needs `allow_commitments = true` in the provider block. Without it the throughput is paid by the hour. Changing it forces a " +
				"new resource.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{stringvalidator.LengthAtLeast(1), fwtypes.IsKnown[awstypes.CommitmentDuration]()},
		},
		"model_arn":            schemas.ComputedString("ARN of the model that is served."),
		"desired_model_arn":    schemas.ComputedString("ARN of the model that is being put in its place; that of the model otherwise."),
		"foundation_model_arn": schemas.ComputedString("ARN of the foundation model behind it."),
		"desired_model_units": schema.Int32Attribute{
			Computed: true, MarkdownDescription: "Model units that are wanted; those that there are, otherwise.",
			PlanModifiers: []planmodifier.Int32{int32planmodifier.UseStateForUnknown()},
		},
		"status":          schemas.ComputedString("`Creating`, `InService`, `Updating` or `Failed`, as last seen."),
		"failure_message": schemas.ComputedString("AWS's reason when the throughput, or its last update, failed."),
		"commitment_expiration_time": schemas.ComputedString(
			"Until when it is committed, and can be neither deleted nor replaced (RFC 3339). Null where it is paid by the hour."),
		"renews": schema.BoolAttribute{
			Computed:            true,
			MarkdownDescription: "Whether it renews by itself at `commitment_expiration_time`, as every commitment does.",
			PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		},
		"creation_time":      schemas.ComputedString("When it was bought (RFC 3339)."),
		"last_modified_time": schemas.ComputedString("When it last changed (RFC 3339)."),
	}
}
