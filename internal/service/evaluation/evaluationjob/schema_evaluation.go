// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// exactlyOne is the rule of a union.
func exactlyOne(names ...string) validator.Object {
	var all []path.Expression
	for _, name := range names {
		all = append(all, path.MatchRelative().AtParent().AtName(name))
	}
	return objectvalidator.ExactlyOneOf(all...)
}

func automatedAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, Validators: []validator.Object{exactlyOne("automated", "human")},
		MarkdownDescription: "By algorithms, where there is no judge, or by judge models.",
		Attributes: map[string]schema.Attribute{
			"dataset_metric_configs": datasetsAttribute("Metrics: `Builtin.Accuracy`, `Builtin.Robustness` and `Builtin.Toxicity` of " +
				"algorithms; with a judge `Builtin.Correctness`, `Builtin.Completeness`, `Builtin.Faithfulness`, `Builtin.Helpfulness`, " +
				"`Builtin.Coherence`, `Builtin.Relevance`, `Builtin.FollowingInstructions`, `Builtin.ProfessionalStyleAndTone`, " +
				"`Builtin.Harmfulness`, `Builtin.Stereotyping` and `Builtin.Refusal`; and the names in `custom_metrics`. AWS's default " +
				"quota is 3 of them."),
			"evaluator_model_config": judgeAttribute(false, "The judge of the built-in metrics of a judge. Exactly one."),
			"custom_metric_config": schema.SingleNestedAttribute{
				Optional: true, MarkdownDescription: "Metrics of your own, which a judge scores by your instructions.",
				Attributes: map[string]schema.Attribute{
					"custom_metrics": schema.ListNestedAttribute{
						Required: true, Validators: []validator.List{listvalidator.SizeBetween(1, 10)},
						MarkdownDescription: "The metrics, 1 to 10.",
						NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
							"custom_metric_definition": definitionAttribute(),
						}},
					},
					"evaluator_model_config": judgeAttribute(true, "The judge of these metrics. Exactly one."),
				},
			},
		},
	}
}

func judgeAttribute(isRequired bool, text string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Required: isRequired, Optional: !isRequired, MarkdownDescription: text,
		Attributes: map[string]schema.Attribute{"bedrock_evaluator_models": schema.ListNestedAttribute{
			Required: true, Validators: []validator.List{listvalidator.SizeBetween(1, 1)},
			MarkdownDescription: "The model.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"model_identifier": required("Id or ARN of a foundation model or of an inference profile. Newer models need a profile."),
			}},
		}},
	}
}

func definitionAttribute() schema.SingleNestedAttribute {
	value := []validator.Object{objectvalidator.IsRequired()}
	return schema.SingleNestedAttribute{
		Required: true, MarkdownDescription: "The metric.",
		Attributes: map[string]schema.Attribute{
			"name": required("Its name, 1 to 63 characters, as `metric_names` has it."),
			"instructions": schema.StringAttribute{
				Required: true, Sensitive: true,
				MarkdownDescription: "What the judge is told, with `{{prompt}}`, `{{prediction}}` and `{{ground_truth}}` in it; 1 to 5,000 characters.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"rating_scale": schema.ListNestedAttribute{
				Optional: true, Validators: []validator.List{listvalidator.SizeBetween(1, 10)},
				MarkdownDescription: "The scores that there are, all of them numbers or all of them words. Words are counted in `rating_counts`.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"definition": required("What the score means, 1 to 100 characters."),
					"value": schema.SingleNestedAttribute{
						Required: true, Validators: value, MarkdownDescription: "The score: exactly one of its attributes is required.",
						Attributes: map[string]schema.Attribute{
							"string_value": schema.StringAttribute{
								Optional: true, MarkdownDescription: "A word, 1 to 100 characters.",
								Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.ExactlyOneOf(
									path.MatchRelative().AtParent().AtName("string_value"), path.MatchRelative().AtParent().AtName("float_value"))},
							},
							"float_value": schema.Float64Attribute{Optional: true, MarkdownDescription: "A number."},
						},
					},
				}},
			},
		},
	}
}

func humanAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, Validators: []validator.Object{exactlyOne("automated", "human")},
		MarkdownDescription: "By people of your own work team.",
		Attributes: map[string]schema.Attribute{
			"dataset_metric_configs": datasetsAttribute("Names of `custom_metrics`."),
			"human_workflow_config": schema.SingleNestedAttribute{
				Required: true, MarkdownDescription: "How the people work.",
				Attributes: map[string]schema.Attribute{
					"flow_definition_arn": schema.StringAttribute{
						Required: true, MarkdownDescription: "ARN of the flow definition of SageMaker, which names the work team.",
						Validators: []validator.String{fwtypes.IsARNOf("sagemaker", "flow-definition/")},
					},
					"instructions": optional("What the people are told, 1 to 5,000 characters."),
				},
			},
			"custom_metrics": schema.ListNestedAttribute{
				Required: true, Validators: []validator.List{listvalidator.SizeBetween(1, 10)},
				MarkdownDescription: "What the people rate, 1 to 10 metrics.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"name":        required("Its name, 1 to 63 characters, as `metric_names` has it and the people see it."),
					"description": optional("What it means, 1 to 63 characters."),
					"rating_method": required("How they rate: `ThumbsUpDown` or `IndividualLikertScale` (1 to 5) each answer; with two models also " +
						"`ComparisonLikertScale` (how much better), `ComparisonChoice` (which is better) and `ComparisonRank` (1 is the best)."),
				}},
			},
		},
	}
}

func datasetsAttribute(metrics string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Required: true, Validators: []validator.List{listvalidator.SizeBetween(1, 5)},
		MarkdownDescription: "Prompts and what is measured on them, 1 to 5.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"task_type": required("`Summarization`, `Classification`, `QuestionAndAnswer` or `Generation`, which decides what an algorithm " +
				"measures; `General` with a judge; `Custom` for people."),
			"dataset": schema.SingleNestedAttribute{
				Required: true, MarkdownDescription: "The prompts.",
				Attributes: map[string]schema.Attribute{
					"name": required("Name of one of AWS's data sets: `Builtin.Bold`, `Builtin.BoolQ`, `Builtin.NaturalQuestions`, " +
						"`Builtin.Gigaword`, `Builtin.RealToxicityPrompts`, `Builtin.TriviaQA`, `Builtin.T-Rex`, " +
						"`Builtin.WomensEcommerceClothingReviews` or `Builtin.Wikitext2`, of which 100 prompts are taken; or any name of your own, " +
						"with `dataset_location`."),
					"dataset_location": schema.SingleNestedAttribute{
						Optional: true, MarkdownDescription: "Where your own prompts are.",
						Attributes: map[string]schema.Attribute{"s3_uri": schema.StringAttribute{
							Required: true,
							MarkdownDescription: "S3 URI of a JSONL file of at most 1,000 lines `{\"prompt\": \"...\", \"referenceResponse\": \"...\", " +
								"\"category\": \"...\"}`.",
							Validators: []validator.String{fwtypes.IsS3URI()},
						}},
					},
				},
			},
			"metric_names": schema.SetAttribute{
				Required: true, ElementType: types.StringType, MarkdownDescription: metrics,
				Validators: []validator.Set{setvalidator.SizeAtLeast(1)},
			},
		}},
	}
}
