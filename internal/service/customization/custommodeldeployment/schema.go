// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodeldeployment

import (
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
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

const description = "Deploys a custom model, which then answers requests on demand: invoke it by the `arn` of the deployment.\n\n" +
	"- **Create**: deploys the model, and waits until it answers.\n" +
	"- **Read**: shows the deployment, the model behind it, and its tags.\n" +
	"- **Update**: `model_arn` and `tags` change in place; any other change makes another deployment with another ARN.\n" +
	"- **Delete**: ends the deployment, and waits until the model is free; the model stays.\n\n" +
	"**Cost.** A deployment costs nothing by the hour. Its tokens are charged, and the storage of the custom model is, by the month, " +
	"for as long as the model exists. Destroying the deployment ends neither that nor the model.\n\n" +
	"**Which models.** AWS deploys few models in this way: custom models of Nova Micro, Nova Lite, Nova Pro and Nova 2 Lite in " +
	"us-east-1 and of Llama 3.3 70B in us-west-2, made on or after July 16, 2025, when this version was written. What it does not " +
	"deploy on demand it serves with `bedrock_provisioned_model_throughput`, by the hour.\n\n" +
	"**Another model.** Another `model_arn` changes the deployment in place: the ARN stays, and the old model answers until the new one " +
	"does. If AWS cannot deploy the new one, the old one goes on, the apply fails, and the next plan shows the same change again.\n\n" +
	"**Deleting the model.** A model that is deployed cannot be deleted. With `model_arn` taken from the resource that makes the model, " +
	"Terraform deletes the deployment first; a model that is replaced needs `lifecycle { create_before_destroy = true }` in its block, " +
	"and a name of its own for each, so that the deployment has the new one before the old one goes."

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"model_arn": schema.StringAttribute{
			Required: true,
			MarkdownDescription: "ARN of the custom model that answers, in the region of the deployment. Changing it gives the deployment another " +
				"model, in place.",
			Validators: []validator.String{fwtypes.IsARNOf("bedrock", "custom-model/")},
		},
		"description": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "What the deployment is for, 1 to 2048 characters. Changing it forces a new resource.",
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:          []validator.String{stringvalidator.LengthBetween(1, 2048)},
		},
		"status":          schemas.ComputedString("`Creating`, `Active` or `Failed`, as last seen."),
		"failure_message": schemas.ComputedString("AWS's reason when the deployment, or its last update, failed."),
		"update_details": schema.SingleNestedAttribute{
			Computed:            true,
			MarkdownDescription: "The last time that the deployment was given another model.",
			PlanModifiers:       []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
			Attributes: map[string]schema.Attribute{
				"model_arn":     schema.StringAttribute{Computed: true, MarkdownDescription: "ARN of that model."},
				"update_status": schema.StringAttribute{Computed: true, MarkdownDescription: "`Updating`, `UpdateCompleted` or `UpdateFailed`."},
			},
		},
		"created_at":      schemas.ComputedString("When the deployment was made (RFC 3339)."),
		"last_updated_at": schemas.ComputedString("When the deployment last changed (RFC 3339)."),
	}
	maps.Copy(all, schemas.NameOrPrefix("model_deployment_name", "the deployment", ""))
	return all
}
