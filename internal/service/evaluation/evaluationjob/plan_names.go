// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

const builtinPrefix = "Builtin."

// algorithms are the metrics that need no judge.
func algorithms() []string {
	return []string{"Builtin.Accuracy", "Builtin.Robustness", "Builtin.Toxicity"}
}

// judged are the metrics of judges: of what a model answers, of what a knowledge base finds, and of what is written from that.
func judged(of *inferenceConfig) []string {
	both := []string{
		"Builtin.Correctness", "Builtin.Completeness", "Builtin.Faithfulness", "Builtin.Helpfulness", "Builtin.Harmfulness",
		"Builtin.Stereotyping", "Builtin.Refusal",
	}
	switch {
	case len(of.RAGConfigs) == 0:
		return append(both, "Builtin.Coherence", "Builtin.Relevance", "Builtin.FollowingInstructions", "Builtin.ProfessionalStyleAndTone")
	case of.RAGConfigs[0].onlyRetrieves():
		return []string{"Builtin.ContextRelevance", "Builtin.ContextCoverage"}
	}
	return append(both, "Builtin.LogicalCoherence", "Builtin.CitationPrecision", "Builtin.CitationCoverage")
}

// builtinDatasets are the data sets of AWS, which spells them in more ways than one.
func builtinDatasets() []string {
	return []string{
		"Builtin.Bold", "Builtin.BoolQ", "Builtin.NaturalQuestions", "Builtin.Gigaword", "Builtin.RealToxicityPrompts", "Builtin.TriviaQA",
		"Builtin.T-Rex", "Builtin.WomensEcommerceClothingReviews", "Builtin.Wikitext2",
	}
}

// checkNames warns of names that this version does not know: AWS may have more.
func checkNames(p *lifecycle.Plan[model], at path.Path, set dataset, metrics []string, known []string) {
	for _, metric := range metrics {
		if strings.HasPrefix(metric, builtinPrefix) && !slices.Contains(known, metric) {
			doubt(p, at.AtName("metric_names"), "Measuring by an unknown metric", unknown(metric, known))
		}
	}
	if set.Dataset == nil || set.Dataset.DatasetLocation != nil || set.Dataset.Name.ValueString() == "" {
		return
	}
	name := set.Dataset.Name.ValueString()
	same := func(one string) bool { return strings.EqualFold(one, name) }
	if !slices.ContainsFunc(builtinDatasets(), same) {
		doubt(p, at.AtName("dataset").AtName("name"), "Using an unknown data set", unknown(name, builtinDatasets())+
			" A data set of your own has a dataset_location.")
	}
}

// tasksOf are the task types in which an algorithm measures a metric, as AWS documents them.
func tasksOf(metric string) []string {
	all := []string{"Generation", "Summarization", "QuestionAndAnswer", "Classification"}
	switch metric {
	case "Builtin.Accuracy", "Builtin.Robustness":
		return all
	case "Builtin.Toxicity":
		return all[:3]
	}
	return nil
}

// checkTask doubts a metric of an algorithm that the task type does not have.
func checkTask(p *lifecycle.Plan[model], at path.Path, set dataset, metrics, known []string) {
	task := set.TaskType.ValueString()
	for _, metric := range metrics {
		tasks := tasksOf(metric)
		if len(tasks) > 0 && slices.Contains(known, metric) && task != "" && !slices.Contains(tasks, task) {
			doubt(p, at.AtName("metric_names"), "Measuring by a metric of another task", fmt.Sprintf("The task type %s has no %s, which an "+
				"algorithm measures in %s. Choose one of them in task_type, or another metric.", task, metric, strings.Join(tasks, ", ")))
		}
	}
}

func unknown(name string, known []string) string {
	text := fmt.Sprintf("%q is none of the names that this version of the provider knows.", name)
	if near := lookup.Nearest(name, known); len(near) > 0 {
		return text + " Spelled alike is " + near[0] + "."
	}
	return text
}
