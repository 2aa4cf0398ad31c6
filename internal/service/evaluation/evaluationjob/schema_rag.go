// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"encoding/json"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// ragAttribute is what is evaluated of a knowledge base, or of something like one.
func ragAttribute() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Optional: true, Validators: []validator.List{listvalidator.SizeBetween(1, 1)},
		MarkdownDescription: "A knowledge base, or answers of one that are there already. Exactly one, with a judge.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"knowledge_base_config": union("A knowledge base of Bedrock, of which either the search or the answer is judged.",
				[]string{"knowledge_base_config", "precomputed_rag_source_config"}, map[string]schema.Attribute{
					"retrieve_config": union("The search: the passages that it finds are judged.",
						[]string{"retrieve_config", "retrieve_and_generate_config"}, map[string]schema.Attribute{
							"knowledge_base_id":                      required("Id of the knowledge base, 10 letters and digits."),
							"knowledge_base_retrieval_configuration": retrievalAttribute(true),
						}),
					"retrieve_and_generate_config": union("The answer that a model writes from what is found.",
						[]string{"retrieve_config", "retrieve_and_generate_config"}, generateAttributes()),
				}),
			"precomputed_rag_source_config": union("Answers of any system, which are in the data set already.",
				[]string{"knowledge_base_config", "precomputed_rag_source_config"}, map[string]schema.Attribute{
					"retrieve_source_config":              ragSourceAttribute("The passages that were found are judged."),
					"retrieve_and_generate_source_config": ragSourceAttribute("The answers are judged."),
				}),
		}},
	}
}

func ragSourceAttribute(text string) schema.SingleNestedAttribute {
	return union(text, []string{"retrieve_source_config", "retrieve_and_generate_source_config"}, map[string]schema.Attribute{
		"rag_source_identifier": required("The `knowledgeBaseIdentifier` of `output` in each line of the data set."),
	})
}

// union is one of several attributes of which there must be exactly one.
func union(text string, names []string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, MarkdownDescription: text + " Exactly one of `" + names[0] + "` and `" + names[1] + "` is required.",
		Validators: []validator.Object{exactlyOne(names...)}, Attributes: attributes,
	}
}

func within(text string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{Optional: true, MarkdownDescription: text, Attributes: attributes}
}

func needed(text string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{Required: true, MarkdownDescription: text, Attributes: attributes}
}

func modelARN(text string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, MarkdownDescription: text, Validators: []validator.String{fwtypes.IsARNOf("bedrock", "")},
	}
}

// jsonAttribute is what AWS takes in any form.
func jsonAttribute(name, text string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: text + " JSON: use `jsonencode`.",
		Validators: []validator.String{fwtypes.Rule("Reading "+name, name+" must be a JSON object.", func(value string) bool {
			var object map[string]any
			return json.Unmarshal([]byte(value), &object) == nil
		})},
	}
}

func generateAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"type": schema.StringAttribute{
			Required: true, MarkdownDescription: "`KNOWLEDGE_BASE` or `EXTERNAL_SOURCES`: which of the two configurations there is.",
			Validators: []validator.String{fwtypes.IsKnown[awstypes.RetrieveAndGenerateType]()},
		},
		"knowledge_base_configuration": within("With `KNOWLEDGE_BASE`.", map[string]schema.Attribute{
			"knowledge_base_id":        required("Id of the knowledge base, 10 letters and digits."),
			"model_arn":                modelARN("ARN of the model, or of the inference profile, that writes the answers."),
			"retrieval_configuration":  retrievalAttribute(false),
			"generation_configuration": generationAttribute(),
			"orchestration_configuration": within("What is done to a question first.", map[string]schema.Attribute{
				"query_transformation_configuration": needed("How a question is changed.", map[string]schema.Attribute{
					"type": schema.StringAttribute{
						Required: true, MarkdownDescription: "`QUERY_DECOMPOSITION`.",
						Validators: []validator.String{fwtypes.IsKnown[awstypes.QueryTransformationType]()},
					},
				}),
			}),
		}),
		"external_sources_configuration": within("With `EXTERNAL_SOURCES`.", map[string]schema.Attribute{
			"model_arn": modelARN("ARN of the model, or of the inference profile, that writes the answers."),
			"sources": schema.ListNestedAttribute{
				Required: true, Validators: []validator.List{listvalidator.SizeBetween(1, 1)},
				MarkdownDescription: "The document that the answers are written from. Exactly one. A document in the request itself " +
					"(`byteContent`) is " +
					"not supported: it would be in the state. Put it into S3.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"source_type": schema.StringAttribute{
						Required: true, MarkdownDescription: "`S3`.", Validators: []validator.String{fwtypes.IsKnown[awstypes.ExternalSourceType]()},
					},
					"s3_location": needed("Where the document is.", map[string]schema.Attribute{
						"uri": schema.StringAttribute{
							Required: true, MarkdownDescription: "S3 URI of the document.", Validators: []validator.String{fwtypes.IsS3URI()},
						},
					}),
				}},
			},
			"generation_configuration": generationAttribute(),
		}),
	}
}

func generationAttribute() schema.SingleNestedAttribute {
	return within("How the answers are written.", map[string]schema.Attribute{
		"prompt_template": within("What the model is told.", map[string]schema.Attribute{
			"text_prompt_template": optional("The template, with `$search_results$` in it."),
		}),
		"guardrail_configuration": within("A guardrail.", map[string]schema.Attribute{
			"guardrail_id":      required("Id of the guardrail."),
			"guardrail_version": required("Version of the guardrail."),
		}),
		"kb_inference_config": within("Inference parameters.", map[string]schema.Attribute{
			"text_inference_config": within("Inference parameters of texts.", map[string]schema.Attribute{
				"temperature": schema.Float64Attribute{Optional: true, MarkdownDescription: "How much chance there is, 0 to 1."},
				"top_p":       schema.Float64Attribute{Optional: true, MarkdownDescription: "Share of the likeliest words, 0 to 1."},
				"max_tokens":  schema.Int32Attribute{Optional: true, MarkdownDescription: "Most tokens of an answer."},
				"stop_sequences": schema.ListAttribute{
					Optional: true, ElementType: types.StringType, MarkdownDescription: "Texts that end an answer, 1 to 4.",
					Validators: []validator.List{listvalidator.SizeBetween(1, 4)},
				},
			}),
		}),
		"additional_model_request_fields": jsonAttribute("additional_model_request_fields", "Parameters that only this model has, by their "+
			"names."),
	})
}
