// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package converse

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int32validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

const description = "Asks a model once, when the resource is created, and keeps what came of it: how long it took, how many tokens and " +
	"words, and the answer itself only where that is asked for.\n\n" +
	"- **Create**: sends one request, which is paid, and keeps what came of it.\n" +
	"- **Read**: sends nothing: the answer is what it was.\n" +
	"- **Update**: sends nothing; whatever is asked in another way is asked anew, and paid again.\n" +
	"- **Delete**: forgets the answer; there is nothing in AWS.\n\n" +
	"**Cost.** AWS charges the tokens that the model reads and writes. Creating the resource sends one request, and neither a plan nor " +
	"a refresh sends any. Changing any argument asks again, which is paid again, and so does a change of `triggers`; destroying it only " +
	"forgets. A request that AWS may have carried out is never sent twice: without an answer in time the apply fails, and the next one " +
	"asks anew.\n\n" +
	"**Expectations.** An answer that is not as `expectations` want it is no error: `all_met` is false, and a `postcondition` stops an " +
	"apply where it should. Once AWS has answered, the resource is never tainted.\n\n" +
	"**Secrets.** The prompt is in the state, marked as sensitive, since Terraform needs it to see a change. The answer is not, unless " +
	"`store_output` is true.\n\n" +
	"**No import.** Nothing of a call stays in AWS, so it can be neither imported nor listed."

func attributes() map[string]schema.Attribute {
	const again = " Changing it asks again, which is paid."
	one := stringvalidator.ExactlyOneOf(path.MatchRoot("prompt"), path.MatchRoot("messages"))
	return map[string]schema.Attribute{
		"prompt": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "What the user says. Exactly one of `prompt` and `messages` is required." + again,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1), one},
		},
		"system": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "System prompt: who the model is and how it answers. Not every model takes one." + again,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"messages": schema.ListNestedAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "A conversation of several turns, or with pictures: the user begins, and user and assistant alternate." + again,
			PlanModifiers:       []planmodifier.List{listplanmodifier.RequiresReplace()},
			Validators:          []validator.List{listvalidator.SizeAtLeast(1)},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"role": schema.StringAttribute{
					Required: true, MarkdownDescription: "`user` or `assistant`.",
					Validators: []validator.String{oneOf("user", "assistant")},
				},
				"content": schema.ListNestedAttribute{
					Required: true, MarkdownDescription: "What is said and shown, in its order.",
					Validators:   []validator.List{listvalidator.SizeAtLeast(1)},
					NestedObject: schema.NestedAttributeObject{Attributes: contentAttributes()},
				},
			}},
		},
		"inference_config": schema.SingleNestedAttribute{
			Required:            true,
			MarkdownDescription: "How the model answers." + again,
			PlanModifiers:       []planmodifier.Object{objectplanmodifier.RequiresReplace()},
			Attributes:          inferenceAttributes(),
		},
		"additional_model_request_fields": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "What only this model takes, as JSON, such as `jsonencode({ inferenceConfig = { topK = 20 } })`." + again,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators: []validator.String{fwtypes.PrivateRule("Invalid JSON", "must be a JSON object", func(text string) bool {
				var object map[string]any
				return json.Unmarshal([]byte(text), &object) == nil
			})},
		},
	}
}

func inferenceAttributes() map[string]schema.Attribute {
	part := func(text string) schema.Float64Attribute {
		return schema.Float64Attribute{Optional: true, MarkdownDescription: text, Validators: []validator.Float64{float64validator.Between(0, 1)}}
	}
	return map[string]schema.Attribute{
		"max_tokens": schema.Int32Attribute{
			Required: true, Validators: []validator.Int32{int32validator.AtLeast(1)},
			MarkdownDescription: "Most tokens that the model may write, which bounds the price. An answer that is cut off has the stop reason " +
				"`max_tokens`.",
		},
		"temperature": part("0 to 1: the higher, the less likely words are chosen. Default: the model's own."),
		"top_p":       part("0 to 1: the part of the most likely words that is chosen from. Default: the model's own."),
		"stop_sequences": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Texts before which the answer ends.",
			Validators:          []validator.List{listvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
		},
	}
}

func contentAttributes() map[string]schema.Attribute {
	parent := path.MatchRelative().AtParent()
	return map[string]schema.Attribute{
		"text": schema.StringAttribute{
			Optional: true, MarkdownDescription: "Words. Exactly one of `text` and `image` is required.",
			Validators: []validator.String{
				stringvalidator.LengthAtLeast(1), stringvalidator.ExactlyOneOf(parent.AtName("text"), parent.AtName("image")),
			},
		},
		"image": schema.SingleNestedAttribute{
			Optional: true, MarkdownDescription: "A picture, for models that see.",
			Attributes: map[string]schema.Attribute{
				"file": schema.StringAttribute{
					Optional: true,
					MarkdownDescription: "Local file. Exactly one of `file` and `s3_uri` is required. It is read when the model is asked; that " +
						"its content changed is seen by `triggers = { picture = filesha256(...) }`.",
					Validators: []validator.String{stringvalidator.ExactlyOneOf(parent.AtName("file"), parent.AtName("s3_uri"))},
				},
				"s3_uri": schema.StringAttribute{
					Optional: true, MarkdownDescription: "S3 URI of the picture, which the model reads.",
					Validators: []validator.String{fwtypes.PrivateRule("Invalid S3 URI", "must be an S3 URI such as s3://bucket/picture.png",
						func(uri string) bool {
							parsed, err := objectstore.ParseURI(uri)
							return err == nil && parsed.Key != ""
						})},
				},
				"s3_bucket_owner": schema.StringAttribute{
					Optional: true, MarkdownDescription: "Account that owns the bucket, where it is another one.",
				},
				"format": schema.StringAttribute{
					Optional: true, MarkdownDescription: "`png`, `jpeg`, `gif` or `webp`. Default: what the name of the file tells.",
					Validators: []validator.String{oneOf("png", "jpeg", "gif", "webp")},
				},
			},
		},
	}
}

// oneOf is a rule of what is never quoted: it stands in a conversation.
func oneOf(values ...string) validator.String {
	return fwtypes.PrivateRule("Invalid value", "must be one of "+strings.Join(values, ", "), func(value string) bool {
		return slices.Contains(values, value)
	})
}

// checkFiles refuses pictures that are not there, before anything is sent.
func checkFiles(ctx context.Context, req resource.ModifyPlanRequest, diags *diag.Diagnostics) {
	at := path.Root("messages")
	var messages types.List
	if found := req.Config.GetAttribute(ctx, at, &messages); found.HasError() {
		return
	}
	for i := range messages.Elements() {
		var contents types.List
		within := at.AtListIndex(i).AtName("content")
		if found := req.Config.GetAttribute(ctx, within, &contents); found.HasError() {
			continue
		}
		for j := range contents.Elements() {
			var file types.String
			where := within.AtListIndex(j).AtName("image").AtName("file")
			if found := req.Config.GetAttribute(ctx, where, &file); found.HasError() || file.ValueString() == "" {
				continue
			}
			if _, err := os.Stat(file.ValueString()); err != nil {
				diags.AddAttributeError(where, "Reading a picture", fmt.Sprintf("There is no file %s that can be read.", file.ValueString()))
			}
		}
	}
}
