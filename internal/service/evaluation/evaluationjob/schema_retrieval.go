// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// retrievalAttribute is how a knowledge base is searched.
func retrievalAttribute(isRequired bool) schema.SingleNestedAttribute {
	attribute := within("How it is searched.", map[string]schema.Attribute{
		"vector_search_configuration": needed("The search.", map[string]schema.Attribute{
			"number_of_results": schema.Int32Attribute{Optional: true, MarkdownDescription: "How many passages are wanted, 1 to 100."},
			"override_search_type": schema.StringAttribute{
				Optional: true, MarkdownDescription: "`HYBRID` or `SEMANTIC`. Default is AWS's choice.",
				Validators: []validator.String{fwtypes.IsKnown[awstypes.SearchType]()},
			},
			"filter": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Which passages count, by their metadata, in AWS's own form, such as " +
					"`jsonencode({ andAll = [{ equals = { key = \"language\", value = \"en\" } }, { greaterThan = { key = \"year\", value = 2024 } " +
					"}] })`. " +
					"Operators are `equals`, `notEquals`, `greaterThan`, `greaterThanOrEquals`, `lessThan`, `lessThanOrEquals`, `in`, `notIn`, " +
					"`startsWith`, `listContains`, `stringContains`, and `andAll` and `orAll` of two or more of them. JSON: use `jsonencode`.",
				Validators: []validator.String{filterValidator()},
			},
			"implicit_filter_configuration": within("Filters that a model makes from the question.", map[string]schema.Attribute{
				"model_arn": modelARN("ARN of the model."),
				"metadata_attributes": schema.ListNestedAttribute{
					Required: true, Validators: []validator.List{listvalidator.SizeBetween(1, 25)},
					MarkdownDescription: "The metadata that it may filter by, 1 to 25.",
					NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
						"key":         required("Key of the metadata."),
						"description": required("What it means."),
						"type": schema.StringAttribute{
							Required: true, MarkdownDescription: "`STRING`, `NUMBER`, `BOOLEAN` or `STRING_LIST`.",
							Validators: []validator.String{fwtypes.IsKnown[awstypes.AttributeType]()},
						},
					}},
				},
			}),
			"reranking_configuration": within("Ordering what was found once more.", map[string]schema.Attribute{
				"type": schema.StringAttribute{
					Required: true, MarkdownDescription: "`BEDROCK_RERANKING_MODEL`.",
					Validators: []validator.String{fwtypes.IsKnown[awstypes.VectorSearchRerankingConfigurationType]()},
				},
				"bedrock_reranking_configuration": within("By a model of Bedrock.", rerankingAttributes()),
			}),
		}),
	})
	attribute.Required, attribute.Optional = isRequired, !isRequired
	return attribute
}

func rerankingAttributes() map[string]schema.Attribute {
	fields := func(name, text string) schema.ListNestedAttribute {
		return schema.ListNestedAttribute{
			Optional: true, MarkdownDescription: text, Validators: []validator.List{listvalidator.SizeBetween(1, 100),
				listvalidator.ExactlyOneOf(path.MatchRelative().AtParent().AtName("fields_to_include"),
					path.MatchRelative().AtParent().AtName("fields_to_exclude"))},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{"field_name": required(name)}},
		}
	}
	return map[string]schema.Attribute{
		"model_configuration": needed("The model.", map[string]schema.Attribute{
			"model_arn": modelARN("ARN of the model."),
			"additional_model_request_fields": jsonAttribute("additional_model_request_fields",
				"Parameters that only this model has, by their names."),
		}),
		"number_of_reranked_results": schema.Int32Attribute{Optional: true, MarkdownDescription: "How many passages are kept, 1 to 100."},
		"metadata_configuration": within("Which metadata the model sees.", map[string]schema.Attribute{
			"selection_mode": schema.StringAttribute{
				Required: true, MarkdownDescription: "`ALL` or `SELECTIVE`.",
				Validators: []validator.String{fwtypes.IsKnown[awstypes.RerankingMetadataSelectionMode]()},
			},
			"selective_mode_configuration": schema.SingleNestedAttribute{
				Optional: true, MarkdownDescription: "With `SELECTIVE`.",
				Validators: []validator.Object{objectvalidator.AlsoRequires(path.MatchRelative().AtParent().AtName("selection_mode"))},
				Attributes: map[string]schema.Attribute{
					"fields_to_include": fields("Name of a field.", "The fields that it sees. Exactly one of this and `fields_to_exclude`."),
					"fields_to_exclude": fields("Name of a field.", "The fields that it does not see."),
				},
			},
		}),
	}
}
