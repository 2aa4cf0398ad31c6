// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const maxDays = 1<<31 - 1

// lifecycleAttribute is a part of what S3 offers: what keeps the costs of a data bucket down.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html
func lifecycleAttribute() schema.MapNestedAttribute {
	days := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{
			Optional: true, MarkdownDescription: description, Validators: []validator.Int64{int64validator.Between(1, maxDays)},
		}
	}
	return schema.MapNestedAttribute{
		Optional: true,
		MarkdownDescription: "What S3 deletes on its own, by the id of the rule. Each rule says at least one number of days. " +
			"Without this argument, lifecycle rules are neither read nor changed; taking it away deletes them. An import takes them over " +
			"where this argument can say all that they say: those that the configuration does not repeat are then deleted.",
		Validators: []validator.Map{
			mapvalidator.SizeBetween(1, 1000),
			mapvalidator.KeysAre(stringvalidator.LengthBetween(1, 255)),
		},
		NestedObject: schema.NestedAttributeObject{
			Validators: []validator.Object{ruleWithDays{}},
			Attributes: map[string]schema.Attribute{
				"prefix": schema.StringAttribute{
					Optional:            true,
					MarkdownDescription: "Beginning of the keys that the rule is about. Without it, the rule is about the whole bucket.",
					Validators:          []validator.String{stringvalidator.LengthBetween(1, 1024)},
				},
				"expiration_days":                 days("Days after which an object is deleted; with versioning, it becomes a noncurrent version."),
				"noncurrent_expiration_days":      days("Days after which a version that is no longer the current one is deleted for good."),
				"abort_incomplete_multipart_days": days("Days after which an upload that was never finished is given up. Its parts are charged for."),
			},
		},
	}
}

// ruleWithDays refuses a lifecycle rule that deletes nothing.
type ruleWithDays struct{}

func (ruleWithDays) Description(context.Context) string {
	return "must say at least one of expiration_days, noncurrent_expiration_days and abort_incomplete_multipart_days"
}

func (v ruleWithDays) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v ruleWithDays) ValidateObject(ctx context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsUnknown() {
		return
	}
	for name, value := range req.ConfigValue.Attributes() {
		if strings.HasSuffix(name, "_days") && !value.IsNull() {
			return
		}
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Lifecycle rule without days", req.Path.String()+" "+v.Description(ctx)+".")
}

// corsAttribute follows S3's CORS rules.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html
func corsAttribute() schema.ListNestedAttribute {
	some := []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues()}
	setOf := func(required bool, description string, validators ...validator.Set) schema.SetAttribute {
		return schema.SetAttribute{
			Required: required, Optional: !required, ElementType: types.StringType, MarkdownDescription: description,
			Validators: append(validators, some...),
		}
	}
	return schema.ListNestedAttribute{
		Optional: true,
		MarkdownDescription: "Which web pages may read the bucket; the first rule that fits decides. Only evaluation by people needs it, on " +
			"the bucket for the results, and no more than `GET` from `https://mturk-console-template-preview-hooks.s3.amazonaws.com`. " +
			"Without this argument, CORS rules are neither read nor changed; taking it away deletes them. An import takes them over.",
		Validators: []validator.List{listvalidator.SizeBetween(1, 100)},
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"allowed_methods": setOf(true, "HTTP methods: `GET`, `PUT`, `POST`, `DELETE`, `HEAD`.",
				setvalidator.ValueStringsAre(stringvalidator.OneOf("GET", "PUT", "POST", "DELETE", "HEAD"))),
			"allowed_origins": setOf(true, "Origins, such as `https://example.com`; one `*` in each stands for any text."),
			"allowed_headers": setOf(false, "Request headers that a preflight request may ask for; one `*` in each stands for any text."),
			"expose_headers":  setOf(false, "Response headers that the page may read."),
			"max_age_seconds": schema.Int64Attribute{
				Optional:            true,
				MarkdownDescription: "How long a browser may remember the answer to a preflight request.",
				Validators:          []validator.Int64{int64validator.Between(0, maxDays)},
			},
		}},
	}
}
