// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelcopy

import (
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

// waitTimeout is also that of a destroy: AWS has no way to stop a copy.
const waitTimeout = 3 * time.Hour

const description = "Copies a custom model to another region, or copies one that another account has shared.\n\n" +
	"- **Create**: starts a copy job in `region`, where the copy will be, exactly one, and waits until the copy is there, or as " +
	"`wait_for` says.\n" +
	"- **Read**: shows the job, and the copy with its tags; of a job that AWS has forgotten, the copy alone.\n" +
	"- **Update**: `tags` and what only Terraform knows, such as `wait_for`, change in place; any other change makes another copy.\n" +
	"- **Delete**: waits for a job that runs, which AWS cannot stop, and deletes the copy. The job's record and the source stay.\n\n" +
	"**Cost.** AWS charges the storage of the copy by the month for as long as it exists.\n\n" +
	"**Other accounts.** A model of another account has to be shared first, in the region where it is, with " +
	"`bedrock_custom_model_share`. It cannot be used before it is copied, so this is what the recipient writes. Within one organization " +
	"the share reaches an account by itself; otherwise it has to be accepted, for instance with `aws_ram_resource_share_accepter` of " +
	"the provider `aws`. Until then AWS says that the model does not exist, or that access is denied: a copy asks again for ten minutes " +
	"before it fails.\n\n" +
	"**Keys.** Where the source is encrypted with a KMS key of its own, the caller needs `kms:Decrypt` on it, and across accounts the " +
	"key's policy has to allow that.\n\n" +
	"**Regions.** Which regions a model may be copied to depends on its base model; so does how it can be served there: by " +
	"`bedrock_custom_model_deployment` in few regions, else by `bedrock_provisioned_model_throughput`.\n\n" +
	"**Id.** Terraform knows the copy by the ARN of its job, which exists from the start."

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"source_model_arn": schema.StringAttribute{
			Required: true, Validators: []validator.String{fwtypes.IsARNOf("bedrock", "custom-model/")},
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			MarkdownDescription: "ARN of the custom model to copy, of this account or another one, in any region. Changing it forces a new " +
				"resource.",
		},
		"model_kms_key_id": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "KMS key that encrypts the copy: ARN or id of a key, or ARN or name of an alias, in the region of the copy. " +
				"The default is a key that AWS owns. Another key forces a new resource; `target_model_kms_key_arn` is the same key.",
			PlanModifiers: []planmodifier.String{fwtypes.ReplaceUnlessResolved(
				fwtypes.SameKMSKey, path.Root("target_model_kms_key_arn"), fwtypes.ResolvesToKMSKey)},
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"status":            schemas.ComputedString("`InProgress`, `Completed` or `Failed`, as last seen."),
		"failure_message":   schemas.ComputedString("AWS's reason when the copy failed."),
		"source_account_id": schemas.ComputedString("Id of the account of the source."),
		"source_model_name": schemas.ComputedString("Name of the source."),
		"target_model_arn":  schemas.ComputedString("ARN of the copy. Null until the job is completed."),
		"target_model_status": schemas.ComputedString("Status of the copy, such as `Active`; `NotFound` when somebody deleted it. Null until " +
			"the job is completed."),
		"target_model_kms_key_arn": schemas.ComputedString("ARN of the KMS key that encrypts the copy; null for a key that AWS owns."),
		"creation_time":            schemas.ComputedString("When the job was created (RFC 3339)."),
	}
	maps.Copy(all, schemas.NameOrPrefix("target_model_name", "the copy", "It must be free among the custom models of the region."))
	return all
}
