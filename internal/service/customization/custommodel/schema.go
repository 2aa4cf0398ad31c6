// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodel

import (
	"context"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

const (
	createTimeout = 2 * time.Hour
	updateTimeout = 2 * time.Hour
	deleteTimeout = 30 * time.Minute
)

const description = "This does not train (`bedrock_model_customization_job` does): it makes a custom model of artefacts that Amazon " +
	"SageMaker AI has trained.\n\n" +
	"- **Create**: makes a custom model of the artefacts, and waits until it can be deployed.\n" +
	"- **Read**: shows the model and its tags.\n" +
	"- **Update**: `tags` change in place; any other change makes another model with another ARN.\n" +
	"- **Delete**: deletes the model. The artefacts in Amazon S3, or the model package, stay.\n\n" +
	"**Training.** Terraform refuses the arguments of a training here, such as `base_model_identifier` and `training_data_config`: that " +
	"is what `aws_bedrock_custom_model` has. To train a model, write the following, whose `output_model_arn` is the custom model; a " +
	"`moved` block takes over what `aws_bedrock_custom_model` has trained.\n\n" +
	"```terraform\n" + training + "```\n\n" +
	"**Open models.** To bring weights of an open architecture such as Llama or Mistral, use `bedrock_imported_model`.\n\n" +
	"**Cost.** Making the model costs nothing. AWS charges the storage of a custom model by the month, for as long as it exists; " +
	"deleting it ends that. What answers with it is charged besides: deploy it with `bedrock_custom_model_deployment`, by the token, or " +
	"with `bedrock_provisioned_model_throughput`, by the hour.\n\n" +
	"**Import.** AWS does not tell what a model was made from, nor by which role. After an import these arguments are open: what the " +
	"configuration says then is taken over into the state, and nothing is made again. An import takes any custom model of the account, " +
	"also one that was trained by a job.\n\n" +
	"**Deleting.** A model that a deployment or a purchase of throughput answers with cannot be deleted; the error names it."

// training is what to write for a model that is trained.
const training = `resource "bedrock_model_customization_job" "assistant" {
  job_name_prefix          = "support-assistant-"
  custom_model_name_prefix = "support-assistant-"
  base_model_identifier    = "amazon.nova-micro-v1:0:128k"
  role_arn                 = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  hyper_parameters         = { epochCount = "2" }
  training_data_config     = { s3_uri = "s3://support-assistant-data/train.jsonl" }
  output_data_config       = { s3_uri = "s3://support-assistant-data/output/" }
}
`

// replaceUnlessOpen says that another source makes another model, unless the state knows of none, as after an import.
func replaceUnlessOpen() planmodifier.Object {
	const reason = "Changing it forces a new resource, unless an import left it open."
	return objectplanmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
			var inS3, inPackage types.Object
			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("model_source_config"), &inS3)...)
			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("custom_model_data_source"), &inPackage)...)
			resp.RequiresReplace = !inS3.IsNull() || !inPackage.IsNull()
		}, reason, reason)
}

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"model_source_config": schema.SingleNestedAttribute{
			Optional: true,
			MarkdownDescription: "Artefacts in Amazon S3, which SageMaker AI wrote there. Exactly one of `model_source_config` and " +
				"`custom_model_data_source` is required.",
			PlanModifiers: []planmodifier.Object{replaceUnlessOpen()},
			Attributes: map[string]schema.Attribute{"s3_data_source": schema.SingleNestedAttribute{
				Required: true, MarkdownDescription: "Where they are.",
				Attributes: map[string]schema.Attribute{"s3_uri": schema.StringAttribute{
					Required: true, Validators: []validator.String{fwtypes.IsS3URI()},
					MarkdownDescription: "S3 URI of the folder with the artefacts, in the region of the model. Changing it forces a new resource.",
				}},
			}},
		},
		"custom_model_data_source": schema.SingleNestedAttribute{
			Optional: true, MarkdownDescription: "Model package of SageMaker AI.",
			PlanModifiers: []planmodifier.Object{replaceUnlessOpen()},
			Attributes: map[string]schema.Attribute{"model_package_arn_data_source": schema.SingleNestedAttribute{
				Required: true, MarkdownDescription: "Which package.",
				Attributes: map[string]schema.Attribute{"model_package_arn": schema.StringAttribute{
					Required: true, Validators: []validator.String{fwtypes.IsARNOf("sagemaker", "model-package/")},
					MarkdownDescription: "ARN of the model package. Changing it forces a new resource.",
				}},
			}},
		},
		"role_arn": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "ARN of the service role with which Bedrock reads the artefacts. Required with `model_source_config`, and not " +
				"allowed with a model package. AWS uses it once: changing it changes the state only.",
			Validators: []validator.String{fwtypes.IsARNOf("iam", "role/")},
		},
		"model_kms_key_arn": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "ARN of the KMS key that encrypts the model. Default: a key that AWS owns. Changing it forces a new " +
				"resource.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{fwtypes.IsARNOf("kms", "key/")},
		},
		"model_status":       schemas.ComputedString("`Creating`, `Active` or `Failed`, as last seen."),
		"failure_message":    schemas.ComputedString("AWS's reason when the model failed."),
		"base_model_arn":     schemas.ComputedString("ARN of the foundation model that it was trained from, where AWS tells."),
		"customization_type": schemas.ComputedString("How it was made: `IMPORTED` for one that was brought."),
		"creation_time":      schemas.ComputedString("When it was made (RFC 3339)."),
	}
	maps.Copy(all, schemas.NameOrPrefix("model_name", "the model", ""))
	return all
}
