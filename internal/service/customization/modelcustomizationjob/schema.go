// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

var jobTimeouts = crud.Timeouts{Create: 24 * time.Hour, Update: 24 * time.Hour, Delete: 2 * time.Hour}

const jobDescription = "Trains a custom model by fine-tuning, continued pre-training, distillation or reinforcement fine-tuning.\n\n" +
	"- **Create**: starts a paid training job, exactly one, and waits as `wait_for` says.\n" +
	"- **Read**: shows the job, its progress and metrics, the model that it made, and the tags of both.\n" +
	"- **Update**: `tags`, `job_tags` and what only Terraform knows, such as `wait_for`, change in place; any other change deletes the " +
	"model and pays for another training, and the plan says so. `-replace` does the same, without a warning: Terraform shows none " +
	"then.\n" +
	"- **Delete**: stops the job if it runs, and deletes the model where `deletion_policy` is `DELETE`. The record of the job and its " +
	"files in S3 stay.\n\n" +
	"**Cost.** AWS charges for the tokens that the job trains on, and every month for storing the model that it makes. Tokens that were " +
	"processed are charged even when the job is stopped. With `cost_estimate`, which `bedrock_customization_cost` estimates, the plan shows " +
	"what that is.\n\n" +
	"**What is deleted.** A trained model is deleted only where `deletion_policy`, or `default_deletion_policy` of the provider, is " +
	"`DELETE`; without a policy, a destroy is refused. See the guide \"What a destroy deletes, keeps and refuses\".\n\n" +
	"**Names.** AWS has no way to delete the record of a job, so a job name can never be used again in the account and region: a fixed " +
	"`job_name` allows one run. With `job_name_prefix` every run gets a new name.\n\n" +
	"**Waiting.** By default the apply ends when AWS has validated the data (`wait_for = \"validated\"`), so that a bad role, data set or " +
	"hyperparameter shows up within minutes and no lock is held for hours. `output_model_arn` is then null until a later plan or " +
	"apply sees the completed job; what depends on it can count on `output_model_arn == null ? 0 : 1`, or use " +
	"`wait_for = \"completed\"`. A wait that was interrupted, timed out or lost its credentials leaves the job running and in the state, " +
	"and the next apply waits on; until then `terraform plan -detailed-exitcode` answers 2. See the guide \"How waiting and resuming " +
	"works\".\n\n" +
	"**Left in the bucket.** What the job has written to `output_data_config` stays, and AWS never removes it: " +
	"`.write_access_check_file.temp` below the prefix, also when the job fails, and a folder `model-customization-job-<id>` with " +
	"reports on the data, copies of those that were accepted (`validated_data`) and the metrics. A `bedrock_data_bucket` that takes an " +
	"output is therefore destroyed only with `force_destroy = true`, which must be applied before.\n\n" +
	"**Killed runs.** A Terraform that is killed while it creates the job leaves it running, and no state knows it. A fixed name then " +
	"stops the next apply, with the command that imports the job. Under two generated names nothing is found, and a second job is paid " +
	"for, unless the provider has an `ownership_key`: with it, the next apply takes the job over.\n\n" +
	"**Deleted models.** A model that somebody deleted is reported as `output_model_status = \"NotFound\"` and never trained again by " +
	"itself. To train again, apply with `-replace`, which starts a new paid job.\n\n" +
	"**New data.** Data that changes later is no reason to train again: the plan uploads it, and the model stays what the old data made " +
	"of it. Where every change of the data is to replace the model, which deletes it and **pays for another training**, say so:\n\n" +
	"```terraform\nresource \"bedrock_model_customization_job\" \"assistant\" {\n" +
	"  # ... as above\n" +
	"  deletion_policy = \"DELETE\"\n\n  lifecycle {\n    replace_triggered_by = [bedrock_dataset.train.sha256]\n  }\n}\n```\n\n" +
	"**Coming from hashicorp/aws.** A `moved` block takes over `aws_bedrock_custom_model`, which is the same job; nothing is trained " +
	"again. See the guide \"Coming from hashicorp/aws or awscc\".\n\n" +
	"**Hyperparameters.** Those that AWS documents for fine-tuning; a plan warns of others. The guide \"Hyperparameters\" says what they " +
	"do and cost.\n\n"

// description is that of the resource, with the hyperparameters that its plan checks.
func description() string { return jobDescription + hyperParameterTable() }

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{}
	for _, group := range []map[string]schema.Attribute{
		jobNameAttributes(), jobArgumentAttributes(), jobDataAttributes(), jobOutputAttributes(), tokenAttributes(),
	} {
		maps.Copy(all, group)
	}
	return all
}

func jobNameAttributes() map[string]schema.Attribute {
	attributes := schemas.JobName()
	for name, attribute := range schemas.NameOrPrefix("custom_model_name", "the custom model",
		"It is free again once the model is deleted.") {
		attributes[name] = attribute
	}
	return attributes
}

func jobArgumentAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"role_arn": schemas.ImmutableUntilCompleted("ARN of the service role with which Bedrock reads the training data and writes the metrics.",
			fwtypes.IsARNOf("iam", "role/")),
		"base_model_identifier": schema.StringAttribute{
			Required: true,
			MarkdownDescription: "Model to start from: id or ARN of a foundation model that can be customized in this way, such as " +
				"`amazon.nova-micro-v1:0:128k`, or the ARN or name of a custom model, which is trained further. Another model forces a " +
				"new resource; id, ARN and the variant that AWS chose (`base_model_arn`) are the same. AWS does not tell the custom " +
				"model after an import: the state then takes over the configured one.",
			PlanModifiers: []planmodifier.String{replaceUnlessSameBase()},
			Validators:    []validator.String{stringvalidator.LengthAtLeast(1), notInferenceProfile{}},
		},
		"customization_type": schema.StringAttribute{
			Optional: true,
			Computed: true,
			Default:  stringdefault.StaticString(string(awstypes.CustomizationTypeFineTuning)),
			MarkdownDescription: "`FINE_TUNING` (labelled examples), `CONTINUED_PRE_TRAINING` (plain text), `DISTILLATION` (answers of " +
				"a teacher model) or `REINFORCEMENT_FINE_TUNING` (a grader). Default `FINE_TUNING`. Changing it forces a new resource.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{notImported{}},
		},
		"custom_model_kms_key_id": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "KMS key that encrypts the custom model: ARN or id of a key, or ARN or name of an alias. The default is " +
				"a key that AWS owns. Another key forces a new resource; `output_model_kms_key_arn` is the same key.",
			PlanModifiers: []planmodifier.String{fwtypes.ReplaceUnlessResolved(
				fwtypes.SameKMSKey, path.Root("output_model_kms_key_arn"), fwtypes.ResolvesToKMSKey)},
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"hyper_parameters": schema.MapAttribute{
			Optional:    true,
			Computed:    true, // an import takes over what AWS chose
			ElementType: types.StringType,
			MarkdownDescription: "Hyperparameters by name, all values as strings, such as `{ epochCount = \"2\" }`. The names and " +
				"ranges depend on the base model. Another value forces a new resource; `\"1\"` and `\"1.0\"` are the same.",
			PlanModifiers: []planmodifier.Map{replaceUnlessTrainedWith()},
			Validators:    []validator.Map{mapvalidator.SizeAtLeast(1)},
		},
		"vpc_config": schemas.VPCConfigAttribute(),
	}
}

func jobOutputAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"status":         schemas.ComputedString("`InProgress`, `Completed`, `Failed`, `Stopping` or `Stopped`, as last seen."),
		"base_model_arn": schemas.ComputedString("ARN of the base model as AWS resolved it."),
		"effective_hyper_parameters": schema.MapAttribute{
			Computed:            true,
			ElementType:         types.StringType,
			MarkdownDescription: "Hyperparameters that the job runs with, those that AWS added included.",
			PlanModifiers:       []planmodifier.Map{mapplanmodifier.UseStateForUnknown()},
		},
		"failure_message":          schemas.ComputedString("AWS's reason when the job failed."),
		"output_model_arn":         schemas.ComputedString("ARN of the custom model. Null until the job is completed."),
		"output_model_status":      schemas.ComputedString("Status of the custom model, `NotFound` when somebody deleted it."),
		"output_model_kms_key_arn": schemas.ComputedString("ARN of the KMS key that encrypts the custom model."),
		"creation_time":            schemas.ComputedString("When the job was created (RFC 3339)."),
		"last_modified_time":       schemas.ComputedString("When the job last changed (RFC 3339)."),
		"end_time":                 schemas.ComputedString("When the job ended (RFC 3339)."),
		"training_metrics_s3_uri": schemas.ComputedString(
			"Where the loss and the perplexity of every training step are, as CSV. Null until the job is completed."),
		"validation_metrics_s3_uri": schemas.ComputedString(
			"Where the metrics of the validation after training are, as CSV. " + whereMetrics),
		"data_changed_after_training": schema.BoolAttribute{
			Computed:      true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			MarkdownDescription: "Whether a file that the job trained or validated on was written again after the job ended, as of the last " +
				"refresh. Null until the job is completed, for invocation logs, and where S3 does not tell, for which it takes `s3:GetObject` " +
				"on the files.",
		},
		"status_details":     statusDetailsAttribute(),
		"training_metrics":   trainingMetricsAttribute(),
		"validation_metrics": validationMetricsAttribute(),
	}
}
