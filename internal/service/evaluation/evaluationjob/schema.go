// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"encoding/json"
	"maps"
	"time"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

const (
	waitTimeout   = 6 * time.Hour
	deleteTimeout = 30 * time.Minute
)

const description = "Evaluates models and knowledge bases: by algorithms, by a judge model, by metrics of your own, or by people of " +
	"your work team.\n\n" +
	"- **Create**: starts a paid evaluation job, exactly one, and waits as `wait_for` says.\n" +
	"- **Read**: shows the job and its tags and, once it is completed, reads its scores from S3, once.\n" +
	"- **Update**: `tags` and what only Terraform knows, such as `wait_for`, change in place; any other change starts another paid job.\n" +
	"- **Delete**: stops the job if it runs, and deletes it. What it has written to S3 stays.\n\n" +
	"**Cost.** AWS charges the tokens of the evaluated model and of the judge, and each task " +
	"that people do. The data source `bedrock_evaluation_cost` estimates it for `cost_estimate`.\n\n" +
	"**Scores.** AWS's API has no scores; a job writes a record for each prompt to S3. The provider reads them when it first sees the " +
	"job completed and keeps in `scores`, for each model, data set and metric, the mean, its interval, and how many records have no " +
	"score. They stay when the files expire. This needs `s3:ListBucket` and `s3:GetObject` on the output; without them the job is " +
	"complete all the same, and a warning says so.\n\n" +
	"**Waiting.** A job of models takes minutes to hours, one of people days, so an apply does not wait by default. With `wait_for = " +
	"\"completed\"` (and a `timeouts` of its own for people) the scores are there when the apply ends, and a `check` or a precondition " +
	"can refuse a model.\n\n" +
	"**Knowledge bases.** A knowledge base is evaluated by a judge, with the task type `General` and a data set of conversations: what " +
	"it finds (`retrieve_config`), or what a model writes from that (`retrieve_and_generate_config`). Answers that are in the data set " +
	"already, of models or of other systems, are judged without being asked for once more.\n\n" +
	"**Metrics.** Which score lies behind a metric of an algorithm depends on the task, and `measure` says it:\n\n" +
	"| Task | `Builtin.Accuracy` | `Builtin.Robustness` | `Builtin.Toxicity` |\n|---|---|---|---|\n" +
	"| `Summarization` | BERTScore | its change in per cent when the prompt is disturbed | detoxify |\n" +
	"| `QuestionAndAnswer` | F1 of the words (NLP-F1) | the same | detoxify |\n" +
	"| `Classification` | share of right answers | the same | none |\n" +
	"| `Generation` | real world knowledge (RWK) | word error rate | detoxify |\n\n" +
	"Judges give 0 to 1, people 1 to 5 or a share. The lower mean is better for `Builtin.Robustness`, `Builtin.Toxicity`, " +
	"`Builtin.Harmfulness`, `Builtin.Stereotyping` and `Builtin.Refusal`, and for ranks; `direction` says it, and is null for metrics " +
	"of your own.\n\n" +
	"**Access.** A plan warns where the account has no access to an evaluated model or a judge: to a foundation model, to those that an " +
	"inference profile sends requests to, in each of their regions, and to the base of what a deployment or a provisioned throughput " +
	"serves. What AWS does not tell is not checked.\n\n" +
	"**Failed jobs.** A job that failed counts as paid, since AWS does not tell how far it got: an apply does not start it again until " +
	"its data are newer or `attempt` is raised.\n\n" +
	"**New data.** An evaluation that is done is a record of what was evaluated. New data under the same URI start no other one: raise " +
	"`attempt` for that, or give the data a key of their own, such as one with their date.\n\n" +
	"**People.** For people, the bucket of the output needs a CORS rule that lets " +
	"`https://mturk-console-template-preview-hooks.s3.amazonaws.com` read it, and SageMaker a work team, a task template and a flow " +
	"definition, whose ARN `human_workflow_config` takes. Evaluation by a team that AWS brings and manages has no API: in the console, " +
	"choose *Evaluations*, *Create*, *AWS managed work team* and ask for a consultation. Everything else that the console evaluates, " +
	"this resource does.\n\n" +
	"**More examples.** `examples/evaluations` in the repository has a complete configuration for each kind, with bucket, data set and " +
	"role: by an algorithm, by a judge with a gate, by people, of a knowledge base and of answers that are there already. " +
	"`bring-your-own` has all of them with a role and a bucket that exist, and `business` a gate that also asks what a shop earned with " +
	"a model, how fast it is and what it takes."

// jobName is the rule of AWS for names, in words.
const jobNameRule = "begin with a lower-case letter or a digit, and hold lower-case letters, digits and hyphens only"

func attributes() map[string]schema.Attribute {
	replaces := []planmodifier.Object{replaceUnlessSpelledAlike{}}
	all := map[string]schema.Attribute{
		"job_description": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "What the job is for, 1 to 200 characters. Changing it forces a new resource.",
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"role_arn": schemas.ImmutableUntilCompleted(
			"ARN of the service role with which Bedrock reads the prompts, invokes the models and writes the scores.",
			fwtypes.IsARNOf("iam", "role/")),
		"application_type": schema.StringAttribute{
			Optional: true, Computed: true,
			MarkdownDescription: "`ModelEvaluation` or `RagEvaluation`. Default is what `inference_config` is of. Changing it forces a new " +
				"resource.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
			Validators:    []validator.String{fwtypes.IsKnown[awstypes.ApplicationType]()},
		},
		"customer_encryption_key_id": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "ARN of the KMS key that encrypts the data of the job. Another key forces a new resource.",
			PlanModifiers:       []planmodifier.String{fwtypes.ReplaceUnlessSame(fwtypes.SameKMSKey)},
			Validators:          []validator.String{fwtypes.IsARNOf("kms", "key/")},
		},
		"evaluation_config": schema.SingleNestedAttribute{
			Required: true, PlanModifiers: replaces,
			MarkdownDescription: "How the answers are scored: exactly one of `automated` and `human`. Changing anything in it forces a new " +
				"resource.",
			Attributes: map[string]schema.Attribute{
				"automated": automatedAttribute(),
				"human":     humanAttribute(),
			},
		},
		"inference_config": schema.SingleNestedAttribute{
			Required: true, PlanModifiers: replaces,
			MarkdownDescription: "What is evaluated: exactly one of `models` and `rag_configs`. Changing anything in it forces a new resource.",
			Attributes:          map[string]schema.Attribute{"models": modelsAttribute(), "rag_configs": ragAttribute()},
		},
		"output_data_config": schema.SingleNestedAttribute{
			Required: true, MarkdownDescription: "Where the scores go.",
			Attributes: map[string]schema.Attribute{"s3_uri": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "S3 URI of a folder, in which the job makes one with its name. A folder below which no other results lie " +
					"keeps jobs apart. Changing it forces a new resource.",
				PlanModifiers: []planmodifier.String{fwtypes.ReplaceUnlessSame(fwtypes.SameS3URI)},
				Validators:    []validator.String{fwtypes.IsS3URI()},
			}},
		},
	}
	maps.Copy(all, schemas.NameOrPrefix("job_name", "the job",
		"It must "+jobNameRule+", and no other job of the account and region may have it until it is deleted."))
	maps.Copy(all, outputs())
	return all
}

func modelsAttribute() schema.ListNestedAttribute {
	one := objectvalidator.ExactlyOneOf(path.MatchRelative().AtParent().AtName("bedrock_model"),
		path.MatchRelative().AtParent().AtName("precomputed_inference_source"))
	return schema.ListNestedAttribute{
		Optional: true, Validators: []validator.List{listvalidator.SizeBetween(1, 2), listvalidator.ExactlyOneOf(
			path.MatchRelative().AtParent().AtName("models"), path.MatchRelative().AtParent().AtName("rag_configs"))},
		MarkdownDescription: "The models: one for `automated`, one or two for `human`. Exactly one of the attributes of each is required.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"bedrock_model": schema.SingleNestedAttribute{
				Optional: true, Validators: []validator.Object{one},
				MarkdownDescription: "A model that Bedrock invokes with every prompt.",
				Attributes: map[string]schema.Attribute{
					"model_identifier": required("Id or ARN of a foundation model or of an inference profile, or ARN of a custom model, " +
						"of a provisioned throughput or of an imported model."),
					"inference_params": schema.StringAttribute{
						Optional:            true,
						MarkdownDescription: "Inference parameters in the model's own form, as JSON: use `jsonencode`.",
						Validators: []validator.String{fwtypes.Rule("Reading inference parameters", "inference_params must be JSON.",
							func(value string) bool { return json.Valid([]byte(value)) })},
					},
					"performance_config": schema.SingleNestedAttribute{
						Optional: true, MarkdownDescription: "How fast the model answers.",
						Attributes: map[string]schema.Attribute{"latency": schema.StringAttribute{
							Required:            true,
							MarkdownDescription: "`standard` or `optimized`.",
							Validators:          []validator.String{fwtypes.IsKnown[awstypes.PerformanceConfigLatency]()},
						}},
					},
				},
			},
			"precomputed_inference_source": schema.SingleNestedAttribute{
				Optional: true, Validators: []validator.Object{one},
				MarkdownDescription: "Answers that are in the data set already: no model is invoked for them.",
				Attributes: map[string]schema.Attribute{
					"inference_source_identifier": required("The `modelIdentifier` of `modelResponses` in each line of the data set."),
				},
			},
		}},
	}
}

func required(text string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, MarkdownDescription: text, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

func optional(text string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: text, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}
