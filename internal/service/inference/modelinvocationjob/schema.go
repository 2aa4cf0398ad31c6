// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationjob

import (
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int32planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

const (
	// waitTimeout is AWS's default for timeout_duration_in_hours and an hour more.
	waitTimeout   = 25 * time.Hour
	deleteTimeout = time.Hour
)

const description = "Invokes a model on every record of JSONL files in S3, and writes the answers to S3: batch inference.\n\n" +
	"- **Create**: starts a paid batch job, exactly one, and waits as `wait_for` says.\n" +
	"- **Read**: shows the job, how many records it has processed, and its tags.\n" +
	"- **Update**: `tags` and what only Terraform knows, such as `wait_for`, change in place; any other change starts another paid job.\n" +
	"- **Delete**: stops the job if it runs. Its record, and the answers in S3, stay.\n\n" +
	"**Cost.** AWS charges the tokens of every record that the job processes, also when it is stopped. With a `cost_estimate` of your own, " +
	"the plan shows it. AWS takes 100 records at least, unless the quota of the account says otherwise.\n\n" +
	"**Names.** AWS has no way to delete the record of a job, so its name is never free again: a fixed `job_name` allows one run. With " +
	"`job_name_prefix` every run gets a new name.\n\n" +
	"**Waiting.** By default the apply ends when AWS has validated the data (`wait_for = \"validated\"`), so that a bad role or file " +
	"surfaces within minutes. `wait_for = \"completed\"` follows the job to its end, and then `input_token_count` and " +
	"`output_token_count` are read from the manifest that it writes; this needs `s3:GetObject` on the output.\n\n" +
	"**Records that fail.** A job whose time is up after some of its records is `PartiallyCompleted`, which counts as completed: " +
	"compare `processed_record_count` with `total_record_count`. Records that the model refused are in `error_record_count`, and their " +
	"errors in the output."

func attributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"role_arn": schemas.ImmutableUntilCompleted(
			"ARN of the service role with which Bedrock reads the input, invokes the model and writes the output.", fwtypes.IsARNOf("iam", "role/")),
		"model_id": schema.StringAttribute{
			Required: true,
			MarkdownDescription: "Model to invoke: id or ARN of a foundation model, id or ARN of an inference profile, or ARN of a custom model. " +
				"Another model forces a new resource; id and ARN are the same.",
			PlanModifiers: []planmodifier.String{
				fwtypes.ReplaceUnlessResolved(fwtypes.SameModel, path.Root("model_arn"), fwtypes.SameModel),
			},
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"model_invocation_type": schema.StringAttribute{
			Optional: true, Computed: true,
			MarkdownDescription: "What the records hold: requests of `InvokeModel`, in the model's own format, or of `Converse`. Default " +
				"`InvokeModel`. Changing it forces a new resource.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
			Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"timeout_duration_in_hours": schema.Int32Attribute{
			Optional: true, Computed: true,
			MarkdownDescription: "After how many hours AWS ends the job, 24 to 168. Default 24. Changing it forces a new resource.",
			PlanModifiers:       []planmodifier.Int32{int32planmodifier.UseStateForUnknown(), int32planmodifier.RequiresReplaceIfConfigured()},
		},
		"input_data_config":  inputAttribute(),
		"output_data_config": outputAttribute(),
		"vpc_config":         schemas.VPCConfigAttribute(),
	}
	maps.Copy(all, schemas.JobName())
	maps.Copy(all, outputs())
	return all
}

func inputAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Required: true, MarkdownDescription: "The records.",
		Attributes: map[string]schema.Attribute{"s3_input_data_config": schema.SingleNestedAttribute{
			Required: true, MarkdownDescription: "Where they are in S3.",
			Attributes: map[string]schema.Attribute{
				"s3_uri": s3URI("S3 URI of a JSONL file, or of a folder with such files. Each line is " +
					"`{\"recordId\": \"...\", \"modelInput\": {...}}`. Changing it forces a new resource."),
				"s3_input_format": schema.StringAttribute{
					Optional: true, Computed: true,
					MarkdownDescription: "Format of the records. Default `JSONL`, the only one there is. Changing it forces a new resource.",
					PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
				},
				"s3_bucket_owner": bucketOwner(),
			},
		}},
	}
}

func outputAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Required: true, MarkdownDescription: "Where the answers go.",
		Attributes: map[string]schema.Attribute{"s3_output_data_config": schema.SingleNestedAttribute{
			Required: true, MarkdownDescription: "Where they go in S3.",
			Attributes: map[string]schema.Attribute{
				"s3_uri": s3URI("S3 URI of a folder, in which the job makes one with its id. Changing it forces a new resource."),
				"s3_encryption_key_id": schema.StringAttribute{
					Optional:            true,
					MarkdownDescription: "KMS key that encrypts the answers: ARN or id. Another key forces a new resource.",
					PlanModifiers:       []planmodifier.String{fwtypes.ReplaceUnlessSame(fwtypes.SameKMSKey)},
					Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				},
				"s3_bucket_owner": bucketOwner(),
			},
		}},
	}
}

func s3URI(text string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, MarkdownDescription: text,
		PlanModifiers: []planmodifier.String{fwtypes.ReplaceUnlessSame(fwtypes.SameS3URI)},
		Validators:    []validator.String{fwtypes.IsS3URI()},
	}
}

func bucketOwner() schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: "Account that owns the bucket, where it is another one. Changing it forces a new resource.",
		PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

func outputs() map[string]schema.Attribute {
	count := func(text string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: text, PlanModifiers: schemas.KeepInt64()}
	}
	return map[string]schema.Attribute{
		"model_arn": schemas.ComputedString("ARN of the model as AWS resolved it."),
		"status": schemas.ComputedString("`Submitted`, `Validating`, `Scheduled`, `InProgress`, `Completed`, `PartiallyCompleted`, `Failed`, " +
			"`Stopping`, `Stopped` or `Expired`, as last seen."),
		"message":                schemas.ComputedString("AWS's reason when the job failed."),
		"output_s3_uri":          schemas.ComputedString("The folder of the answers: `s3_uri` of the output and the id of the job."),
		"submit_time":            schemas.ComputedString("When the job was submitted (RFC 3339)."),
		"last_modified_time":     schemas.ComputedString("When the job last changed (RFC 3339)."),
		"end_time":               schemas.ComputedString("When the job ended (RFC 3339)."),
		"job_expiration_time":    schemas.ComputedString("When AWS ends the job, whatever it has done until then (RFC 3339)."),
		"total_record_count":     count("Records of the input."),
		"processed_record_count": count("Records that were processed so far."),
		"success_record_count":   count("Records that the model answered."),
		"error_record_count":     count("Records that failed."),
		"input_token_count":      count("Tokens that the model read, from the manifest. Null until the job is completed."),
		"output_token_count":     count("Tokens that the model wrote, from the manifest. Null until the job is completed."),
	}
}
