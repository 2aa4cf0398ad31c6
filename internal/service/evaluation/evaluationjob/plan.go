// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// metricQuota is AWS's default quota of metrics for a data set of an automated job.
const metricQuota = 3

// humanQuota is AWS's quota of data sets in a job of people, who are given no others than one's own.
const humanQuota = 1

// check refuses, before a job is started, what AWS would only refuse afterwards, or what makes a job that scores nothing.
func check(ctx context.Context, p *lifecycle.Plan[model]) {
	if !p.Creates() || p.Now.EvaluationConfig == nil || p.Now.InferenceConfig == nil {
		return
	}
	models := path.Root("inference_config").AtName("models")
	for i, one := range p.Now.InferenceConfig.Models {
		if one.BedrockModel != nil {
			checkModel(ctx, p, models.AtListIndex(i).AtName("bedrock_model").AtName("model_identifier"),
				one.BedrockModel.ModelIdentifier.ValueString())
		}
	}
	for i := range p.Now.InferenceConfig.RAGConfigs {
		checkRAG(ctx, p, path.Root("inference_config").AtName("rag_configs").AtListIndex(i), &p.Now.InferenceConfig.RAGConfigs[i])
	}
	if automated := p.Now.EvaluationConfig.Automated; automated != nil {
		checkAutomated(ctx, p, automated)
		checkPrompts(ctx, p, path.Root("evaluation_config").AtName("automated"), automated.DatasetMetricConfigs)
	}
	if human := p.Now.EvaluationConfig.Human; human != nil {
		checkHuman(p, human)
		checkPrompts(ctx, p, path.Root("evaluation_config").AtName("human"), human.DatasetMetricConfigs)
	}
}

// refuse, warn and doubt say which attribute they are about: of a nested one, Terraform shows no more than the resource.
func refuse(p *lifecycle.Plan[model], at path.Path, summary, detail string) {
	p.AddAttributeError(at, summary, at.String()+": "+detail)
}

func warn(p *lifecycle.Plan[model], at path.Path, summary, detail string) {
	p.AddAttributeWarning(at, summary, at.String()+": "+detail)
}

func doubt(p *lifecycle.Plan[model], at path.Path, summary, detail string) {
	p.Doubt(at, summary, at.String()+": "+detail)
}

func checkAutomated(ctx context.Context, p *lifecycle.Plan[model], config *automated) {
	at := path.Root("evaluation_config").AtName("automated")
	if len(p.Now.InferenceConfig.Models) > 1 {
		refuse(p, path.Root("inference_config").AtName("models"), "Evaluating two models in one automated job",
			"An automated job evaluates one model. Write a job for each, on the same data set, and compare their scores.")
	}
	var own []string
	if custom := config.CustomMetricConfig; custom != nil {
		for _, one := range custom.CustomMetrics {
			if one.Definition != nil {
				own = append(own, one.Definition.Name.ValueString())
			}
		}
		checkJudge(ctx, p, at.AtName("custom_metric_config").AtName("evaluator_model_config"), custom.EvaluatorModelConfig)
	}
	checkJudge(ctx, p, at.AtName("evaluator_model_config"), config.EvaluatorModelConfig)
	for i, set := range config.DatasetMetricConfigs {
		here := at.AtName("dataset_metric_configs").AtListIndex(i)
		names := conv.Strings(set.MetricNames)
		for _, name := range names {
			isBuiltin := strings.HasPrefix(name, "Builtin.")
			switch {
			case !isBuiltin && !slices.Contains(own, name) && !slices.Contains(own, ""):
				refuse(p, here.AtName("metric_names"), "Measuring by a metric that is not defined", fmt.Sprintf(
					"%q is none of the metrics in custom_metric_config, and the names of AWS's metrics begin with Builtin.", name))
			case isBuiltin && slices.Contains(judged(p.Now.InferenceConfig), name) && config.EvaluatorModelConfig == nil:
				refuse(p, at.AtName("evaluator_model_config"), "Judging without a judge", fmt.Sprintf(
					"%s is a metric of judge models: evaluator_model_config must name one. Without a judge there are %s.",
					name, strings.Join(algorithms(), ", ")))
			}
		}
		if len(names) > metricQuota {
			warn(p, here.AtName("metric_names"), "Measuring by many metrics", fmt.Sprintf(
				"AWS's default quota is %d metrics for a data set, and these are %d. Unless your account has another quota, AWS refuses the job.",
				metricQuota, len(names)))
		}
		known := knownMetrics(p.Now)
		checkNames(p, here, set, names, known)
		checkTask(p, here, set, names, known)
		task := set.TaskType.ValueString()
		if judged := config.EvaluatorModelConfig != nil || config.CustomMetricConfig != nil; judged && task != "" && task != "General" {
			warn(p, here.AtName("task_type"), "Judging a task of an algorithm", fmt.Sprintf(
				"A job with a judge takes the task type General, and this is %q. AWS may refuse the job.", task))
		}
	}
}

func checkHuman(p *lifecycle.Plan[model], config *human) {
	at := path.Root("evaluation_config").AtName("human")
	var own []string
	for i, metric := range config.CustomMetrics {
		own = append(own, metric.Name.ValueString())
		method := metric.RatingMethod.ValueString()
		if strings.HasPrefix(method, "Comparison") && len(p.Now.InferenceConfig.Models) == 1 {
			refuse(p, at.AtName("custom_metrics").AtListIndex(i).AtName("rating_method"), "Comparing one model", fmt.Sprintf(
				"%s compares the answers of two models, and inference_config has one. Add the other, or rate by ThumbsUpDown or "+
					"IndividualLikertScale.", method))
		}
	}
	if n := len(config.DatasetMetricConfigs); n > humanQuota {
		warn(p, at.AtName("dataset_metric_configs"), "Giving people many data sets", fmt.Sprintf("AWS's quota is %d data set of your own in a "+
			"job of people, and these are %d. Write all prompts into one, or a job for each.", humanQuota, n))
	}
	for i, set := range config.DatasetMetricConfigs {
		for _, name := range conv.Strings(set.MetricNames) {
			if !slices.Contains(own, name) && !slices.Contains(own, "") {
				refuse(p, at.AtName("dataset_metric_configs").AtListIndex(i).AtName("metric_names"),
					"Measuring by a metric that is not defined", fmt.Sprintf("%q is none of the names in custom_metrics, which people rate by.", name))
			}
		}
	}
}

func checkJudge(ctx context.Context, p *lifecycle.Plan[model], at path.Path, judge *evaluator) {
	if judge == nil {
		return
	}
	for i, one := range judge.Models {
		checkModel(ctx, p, at.AtName("bedrock_evaluator_models").AtListIndex(i).AtName("model_identifier"), one.ModelIdentifier.ValueString())
	}
}
