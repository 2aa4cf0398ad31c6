// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import (
	"slices"
	"strings"
)

// Direction is which of two scores is better.
type Direction string

// A metric of one's own has no direction until somebody says it.
const (
	HigherIsBetter Direction = "higher"
	LowerIsBetter  Direction = "lower"
	NoDirection    Direction = ""
)

const builtinPrefix = "Builtin."

// algorithms are the metrics that algorithms measure. AWS writes them into result files with and without its prefix.
var algorithms = []string{"Accuracy", "Robustness", "Toxicity"}

var lowerIsBetter = []string{"Robustness", "Toxicity", "Harmfulness", "Stereotyping", "Refusal"}

// builtin is the name of a metric as CreateEvaluationJob takes it.
func builtin(metric string) string {
	if slices.Contains(algorithms, metric) {
		return builtinPrefix + metric
	}
	return metric
}

// DirectionOf is the direction of a metric: of a built-in one by its name, of people's by the way they rate.
func DirectionOf(metric, method string) Direction {
	name, isBuiltin := strings.CutPrefix(metric, builtinPrefix)
	switch {
	case method == ComparisonRank:
		return LowerIsBetter
	case method != "":
		return HigherIsBetter
	case !isBuiltin:
		return NoDirection
	case slices.Contains(lowerIsBetter, name):
		return LowerIsBetter
	}
	return HigherIsBetter
}

// Scale is from where to where the scores of a metric go. It is not known for metrics of one's own, and for robustness, which is a
// change in per cent.
func Scale(metric, method string) (low, high float64, known bool) {
	name, isBuiltin := strings.CutPrefix(metric, builtinPrefix)
	switch {
	case method == IndividualLikertScale, method == ComparisonLikertScale:
		return 1, 5, true
	case method == ComparisonRank:
		return 1, 2, true
	case method != "":
		return 0, 1, true
	case isBuiltin && name != "Robustness":
		return 0, 1, true
	}
	return 0, 0, false
}

// Measure is the score that AWS computes for a built-in metric, which depends on the task.
func Measure(metric, taskType string) string {
	name, isBuiltin := strings.CutPrefix(metric, builtinPrefix)
	if !isBuiltin {
		return ""
	}
	accuracy, robustness := "", ""
	switch taskType {
	case "Summarization":
		accuracy, robustness = "BERTScore", "change of BERTScore in per cent"
	case "QuestionAndAnswer":
		accuracy, robustness = "NLP-F1", "change of F1 in per cent"
	case "Classification":
		accuracy, robustness = "classification accuracy", "change of classification accuracy in per cent"
	case "Generation":
		accuracy, robustness = "real world knowledge (RWK)", "word error rate"
	}
	switch name {
	case "Accuracy":
		return accuracy
	case "Robustness":
		return robustness
	case "Toxicity":
		return "toxicity (detoxify)"
	}
	return "judge"
}
