// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package importedmodel

import (
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

// waitTimeout is also that of a destroy: AWS has no way to stop an import.
const waitTimeout = 3 * time.Hour

const description = "Imports the weights of a model with an open architecture, such as Llama or Mistral, from Amazon S3.\n\n" +
	"- **Create**: starts an import job, exactly one, and waits until the model is there, or as `wait_for` says.\n" +
	"- **Read**: shows the job, its model, and the tags of both.\n" +
	"- **Update**: `tags`, `job_tags` and what only Terraform knows, such as `wait_for`, change in place; any other change imports " +
	"another model.\n" +
	"- **Delete**: waits for a job that runs, which AWS cannot stop, and deletes the model. The job's record and the files in S3 stay.\n\n" +
	"**Cost.** The import itself is free. AWS charges the storage of the model by the month for as long as it exists, and each copy of " +
	"it that answers, by the time that it is up. Invoke it by `imported_model_arn`; there is nothing to deploy.\n\n" +
	"**Files.** The folder needs `config.json`, the weights as `*.safetensors`, and the files of the tokenizer. A plan that creates " +
	"looks for them, with `s3:ListBucket` on the bucket where that is allowed, and warns of what is missing.\n\n" +
	"**Names.** AWS never frees the name of a job: with a fixed `job_name`, a model can be imported once.\n\n" +
	"**Id.** Terraform knows the model by the ARN of its job, which exists from the start. Of a model that somebody else has imported, " +
	"the data source `bedrock_imported_model` tells the job, by which it can be imported into a state."

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"role_arn": schemas.ImmutableUntilCompleted("ARN of the service role with which Bedrock reads the files.",
			fwtypes.IsARNOf("iam", "role/")),
		"model_data_source": schema.SingleNestedAttribute{
			Required: true, MarkdownDescription: "The files of the model.",
			Attributes: map[string]schema.Attribute{"s3_data_source": schema.SingleNestedAttribute{
				Required: true, MarkdownDescription: "Where they are.",
				Attributes: map[string]schema.Attribute{"s3_uri": schema.StringAttribute{
					Required: true, Validators: []validator.String{fwtypes.IsS3URI()},
					PlanModifiers: []planmodifier.String{fwtypes.ReplaceUnlessSame(fwtypes.SameS3URI)},
					MarkdownDescription: "S3 URI of the folder with the files, in the region of the model. Another folder forces a new resource; " +
						"other files in it do not.",
				}},
			}},
		},
		"imported_model_kms_key_id": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "KMS key that encrypts the model: ARN or id of a key, or ARN or name of an alias. The default is a key that " +
				"AWS owns. Another key forces a new resource; `imported_model_kms_key_arn` is the same key.",
			PlanModifiers: []planmodifier.String{fwtypes.ReplaceUnlessResolved(
				fwtypes.SameKMSKey, path.Root("imported_model_kms_key_arn"), fwtypes.ResolvesToKMSKey)},
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"vpc_config":         schemas.VPCConfigAttribute(),
		"status":             schemas.ComputedString("`InProgress`, `Completed` or `Failed`, as last seen."),
		"failure_message":    schemas.ComputedString("AWS's reason when the import failed."),
		"imported_model_arn": schemas.ComputedString("ARN of the model. Null until the job is completed."),
		"imported_model_status": schemas.ComputedString("`" + available +
			"`, or `NotFound` when somebody deleted the model. Null until the job is completed."),
		"imported_model_kms_key_arn": schemas.ComputedString("ARN of the KMS key that encrypts the model."),
		"model_architecture": schemas.ComputedString(
			"Architecture that AWS has found, such as `llama`. Null until the job is completed."),
		"instruct_supported": schema.BoolAttribute{
			Computed: true, PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			MarkdownDescription: "Whether the model takes conversations, as with `bedrock_converse`. Null until the job is completed.",
		},
		"custom_model_units": schema.SingleNestedAttribute{
			Computed: true, PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
			MarkdownDescription: "What AWS charges for each copy that answers. Null until the job is completed.",
			Attributes: map[string]schema.Attribute{
				"custom_model_units_per_model_copy": schema.Int32Attribute{Computed: true, MarkdownDescription: "Units of one copy."},
				"custom_model_units_version": schema.StringAttribute{
					Computed: true, MarkdownDescription: "Version of the units, which has its own price.",
				},
			},
		},
		"creation_time":      schemas.ComputedString("When the job was created (RFC 3339)."),
		"last_modified_time": schemas.ComputedString("When the job last changed (RFC 3339)."),
		"end_time":           schemas.ComputedString("When the job ended (RFC 3339)."),
	}
	maps.Copy(all, schemas.JobName())
	maps.Copy(all, schemas.NameOrPrefix("imported_model_name", "the imported model", ""))
	return all
}
