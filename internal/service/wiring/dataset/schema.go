// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const maxObjectTags = 10

const description = "A data set for a job of Bedrock, checked record by record at plan and uploaded to S3.\n\n" +
	"- **Create**: checks every record at plan, and uploads the file; an object that exists is never overwritten.\n" +
	"- **Read**: compares the object in S3 with the state; the content is not downloaded.\n" +
	"- **Update**: uploads again when the content or the key of the encryption has changed; tags change in place.\n" +
	"- **Delete**: deletes every version of the object.\n\n" +
	"**Cost.** The check is free. S3 charges for what is stored, old versions too where the bucket keeps them.\n\n" +
	"**The check.** A data set that Bedrock would refuse stops the plan, before anything is paid. The error tells each rule that is " +
	"broken once, at most 20 of them, with the first line, column and member, and how often. Where the data has another shape, such as " +
	"a JSON array, a table, OpenAI's chat, gzip or UTF-16, the error says which, with a command that writes a mended copy beside the " +
	"file. It never quotes a record, and nothing is converted without you. What a model allows in number and size is a warning, because " +
	"quotas can be raised. A data set that is there already is not judged again until its content, `format`, `base_model_identifier` or " +
	"`used_for` changes.\n\n" +
	"**Formats.** One record of each `format`, each on one line of the file:\n\n" + formatTable + "\n" +
	"**Models.** `conversation` is judged by the family of `base_model_identifier`. Amazon Nova 2 Lite also reads `document` and " +
	"`toolUse` (of which AWS says that it might cause the job to fail), and `reasoningContent` in the answers; the jobs of the other " +
	"models fail on them, as they do on images for a model that reads text only. The jobs of every Amazon Nova fail on the words " +
	"`User:`, `Bot:`, `Assistant:`, `System:`, `<image>`, `<video>` and `[EOS]`. For a family without known rules the plan says so, and " +
	"checks the format only.\n\n" +
	"**Uploads.** The file is read whenever a plan is made, as a stream, and uploaded only when its content has changed: another time " +
	"stamp or another place changes nothing. A refresh and a destroy need no file, and a plan only warns of its absence once the object " +
	"exists; an apply that has to upload it stops. An object that exists already is never overwritten when the resource is created, and " +
	"one that somebody else has overwritten is uploaded again.\n\n" +
	"**Several files.** Several files, such as those of a batch job that reads a folder, are several data sets: " +
	"`for_each = fileset(path.module, \"batch/*.jsonl\")`, with `each.value` in `source` and in `key`.\n\n" +
	"**Secrets.** `records` end up in the Terraform state and in plan files, where everybody who can read those can read them; what " +
	"Terraform prints of a plan does not show them. `records_wo` does not, and nor does a file; both leave only counts and the " +
	"SHA-256.\n\n" +
	"**Data that is lost.** Destroying the resource deletes **every version of the object** for good, so that a bucket with nothing " +
	"else in it can be deleted next. " +
	"`deletion_policy = \"ABANDON\"` leaves it.\n\n" +
	"**Import.** An import knows the object and not where its records came from. In what `terraform plan -generate-config-out` writes, " +
	"fill in `format` and one of `source`, `records` and `records_wo`: the same content is not uploaded again."

// formatTable shows a record of each format.
const formatTable = "| `format` | record |\n|---|---|\n" +
	"| `prompt_completion` | `{\"prompt\": \"...\", \"completion\": \"...\"}` |\n" +
	"| `conversation` | `{\"schemaVersion\": \"bedrock-conversation-2024\", \"system\": [{\"text\": \"...\"}], " +
	"\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"...\"}]}, {\"role\": \"assistant\", \"content\": " +
	"[{\"text\": \"...\"}]}]}`; `system` is optional |\n" +
	"| `claude_messages` | `{\"system\": \"...\", \"messages\": [{\"role\": \"user\", \"content\": \"...\"}, " +
	"{\"role\": \"assistant\", \"content\": \"...\"}]}`; `system` is optional |\n" +
	"| `image_caption` | `{\"image-ref\": \"s3://bucket/cat.png\", \"caption\": \"...\"}` |\n" +
	"| `continued_pre_training` | `{\"input\": \"...\"}` |\n" +
	"| `distillation` | as `conversation`; the answer is optional |\n" +
	"| `reinforcement` | `{\"messages\": [{\"role\": \"user\", \"content\": \"...\"}], \"reference_answer\": \"...\"}`; all members but " +
	"`messages` are for your grader |\n" +
	"| `evaluation_prompts` | `{\"prompt\": \"...\", \"referenceResponse\": \"...\", \"category\": \"...\"}`; the last two are optional " +
	"|\n" +
	"| `evaluation_responses` | the same with `\"modelResponses\": [{\"response\": \"...\", \"modelIdentifier\": \"my-model\"}]` |\n" +
	"| `rag_evaluation` | `{\"conversationTurns\": [{\"prompt\": {\"content\": [{\"text\": \"...\"}]}, \"referenceResponses\": " +
	"[{\"content\": [{\"text\": \"...\"}]}]}]}`; with answers of another system, each turn also has `\"output\": {\"text\": \"...\", " +
	"\"knowledgeBaseIdentifier\": \"my-source\", \"retrievedPassages\": {\"retrievalResults\": [{\"content\": {\"text\": \"...\"}}]}}`, " +
	"and with the results of a search alone `retrievedResults` and no `text` |\n" +
	"| `batch_records` | `{\"recordId\": \"R1\", \"modelInput\": {...}}` |\n"

// Schema describes the resource.
func (*managed) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: map[string]schema.Attribute{
		"arn": computed("ARN of the object: `arn:aws:s3:::bucket/key`."),
		"bucket": schemas.ImmutableString("Name of the bucket, which must be in `region`.",
			wiring.BucketName{}),
		"key": schemas.ImmutableString("Key of the object, such as `datasets/train.jsonl`: 1 to 1024 bytes, no slash at the beginning or "+
			"the end. Jobs take only letters, digits, `! - _ . * ' ( )` and single slashes in it; a plan warns of any other.", objectKey()),
		"region":          crud.RegionAttribute(),
		"kms_key_id":      objectKMSKey(),
		"tags":            objectTags(),
		"tags_all":        tags.AllAttribute("the object"),
		"deletion_policy": crud.DeletionPolicyAttribute("every version of the object", crud.DeletionDelete),
		"timeouts":        defaultTimeouts.Attribute(ctx),
	}}
	for _, group := range []map[string]schema.Attribute{contentAttributes(), contentOutputs()} {
		for name, attribute := range group {
			resp.Schema.Attributes[name] = attribute
		}
	}
}

var defaultTimeouts = crud.Timeouts{Create: time.Hour, Update: time.Hour, Delete: 10 * time.Minute}

// computed is an output that ModifyPlan plans.
func computed(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

func count(description string) schema.Int64Attribute {
	return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
}

// contentAttributes are the arguments that say what the data set holds.
func contentAttributes() map[string]schema.Attribute {
	var formats []string
	for _, f := range dataset.Formats() {
		formats = append(formats, string(f))
	}
	return map[string]schema.Attribute{
		"source": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Path of a JSON Lines file. Exactly one of `source`, `records` and `records_wo` is required. " +
				"A path on another machine or of another name changes nothing as long as the content is the same.",
			Validators: []validator.String{
				stringvalidator.LengthAtLeast(1), stringvalidator.ExactlyOneOf(
					path.MatchRoot("source"), path.MatchRoot("records"), path.MatchRoot("records_wo")),
			},
		},
		"records": schema.ListAttribute{
			Optional: true, Sensitive: true, ElementType: types.StringType,
			MarkdownDescription: "The records, each a JSON object as text, as `jsonencode` makes it. No plan shows them, but **they are " +
				"stored in the state**, and in plan files.",
			Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues()},
		},
		"records_wo": schema.ListAttribute{
			Optional: true, WriteOnly: true, ElementType: types.StringType,
			MarkdownDescription: "The records, as `records`, but never stored. Terraform cannot see that they change: raise " +
				"`records_wo_version` to upload them anew. Needs Terraform 1.11; before that, use a file.",
			Validators: []validator.List{
				listvalidator.SizeAtLeast(1), listvalidator.NoNullValues(), listvalidator.AlsoRequires(path.MatchRoot("records_wo_version")),
			},
		},
		"records_wo_version": schema.Int64Attribute{
			Optional: true, MarkdownDescription: "Version of `records_wo`. Another version uploads them again.",
			Validators: []validator.Int64{int64validator.AtLeast(0), int64validator.AlsoRequires(path.MatchRoot("records_wo"))},
		},
		"format": schema.StringAttribute{
			Required: true,
			MarkdownDescription: "Shape of the records, shown above: `prompt_completion` (fine-tuning of Titan Text, Cohere Command and " +
				"Llama 3.1), `conversation` (Nova, Llama 3.2 and 3.3), `claude_messages` (Claude 3 Haiku), `image_caption` (Titan Image, " +
				"Titan Multimodal Embeddings, Nova Canvas); `continued_pre_training`; `distillation`; `reinforcement`; `evaluation_prompts`, " +
				"`evaluation_responses` (with answers of your own) and `rag_evaluation`; `batch_records` (batch inference).",
			Validators: []validator.String{stringvalidator.OneOf(formats...)},
		},
		"base_model_identifier": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Model that will be trained: id or ARN, of a foundation model or of a custom model. With it, the kinds of " +
				"content are held against what the model reads, and a data set outside of what AWS documents for the model is warned of: " +
				"format, number of records, size, longest record. The plan looks the model up, and warns where there is none.",
			Validators: []validator.String{stringvalidator.LengthBetween(1, 2048)},
		},
		"used_for": schema.StringAttribute{
			Optional: true, Computed: true, Default: stringdefault.StaticString(wiring.ForTraining),
			MarkdownDescription: "`training` or `validation`: which of the documented limits of the model count. Default `training`.",
			Validators:          []validator.String{stringvalidator.OneOf(wiring.ForTraining, wiring.ForValidation)},
		},
	}
}

// contentOutputs are what is known of the content.
func contentOutputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"s3_uri":                computed("The object as Bedrock's arguments take it: `s3://bucket/key`. Known at plan."),
		"sha256":                computed("SHA-256 of the content, in hexadecimal. Known at plan. Null when somebody else uploaded the object."),
		"record_count":          count("Number of records. Known at plan."),
		"size_bytes":            count("Size of the object. Known at plan."),
		"token_estimate":        count("About how many tokens the text has: characters divided by 6, AWS's rule of thumb. Media are not in it."),
		"longest_record_tokens": count("The same for the longest record, which has to fit the context of the model. Known at plan."),
		"duplicate_record_count": count("Number of records that repeat an earlier one byte for byte, among the first million different ones. " +
			"Known at plan."),
		"etag":        computed("ETag of the object, without quotation marks."),
		"version_id":  computed("Version of the object; null in a bucket without versions."),
		"kms_key_arn": computed("ARN of the KMS key that encrypts the object; null when it is S3's own."),
	}
}

func objectKMSKey() schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "KMS key that encrypts the object: ARN, id or alias. Without it, the object is encrypted as its bucket says. " +
			"Another key uploads the data set again.",
		Validators: []validator.String{stringvalidator.LengthBetween(1, 2048)},
	}
}

// objectTags is the tags argument with S3's lower limit for objects.
func objectTags() schema.MapAttribute {
	attribute := tags.Attribute("the object")
	attribute.MarkdownDescription = strings.Replace(attribute.MarkdownDescription, "at most 50",
		"at most 10 with those of the provider's `default_tags`", 1)
	attribute.Validators = append(attribute.Validators, mapvalidator.SizeAtMost(maxObjectTags))
	return attribute
}

// objectKey checks the key of an object.
func objectKey() validator.String {
	return fwtypes.Rule("Invalid object key", "must have 1 to 1024 bytes and no slash at the beginning or the end", func(key string) bool {
		return key != "" && len(key) <= 1024 && !strings.HasPrefix(key, "/") && !strings.HasSuffix(key, "/")
	})
}
