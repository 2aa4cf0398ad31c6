// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"fmt"
	"strconv"
	"strings"
)

// hyperParameter is what AWS documents for one hyperparameter of a family of models. word is a value that is allowed besides numbers.
type hyperParameter struct {
	name        string
	least, most float64
	word        string
	usual       string // the default; empty for one that a job has to have
}

// undocumented is what is usual where AWS does not say.
const undocumented = "-"

// family is models that have the same hyperparameters.
type family struct {
	title      string
	prefixes   []string // of ids
	parameters []hyperParameter
}

// families are the documented hyperparameters. They warn and never block: AWS adds names and widens ranges. The page of the resource has
// them as a table.
// https://docs.aws.amazon.com/bedrock/latest/userguide/custom-models-hp.html
func families() []family {
	return []family{
		{"Nova Micro, Lite, Pro", []string{"amazon.nova-micro-v1", "amazon.nova-lite-v1", "amazon.nova-pro-v1"}, []hyperParameter{
			{"epochCount", 1, 5, "", "2"}, {"learningRate", 1e-6, 1e-4, "", "1e-5"}, {"learningRateWarmupSteps", 0, 100, "", "10"},
		}},
		{"Nova 2 Lite", []string{"amazon.nova-2-lite-v1"}, []hyperParameter{
			{"epochCount", 1, 5, "", undocumented}, {"learningRate", 1e-6, 1e-4, "", undocumented},
			{"learningRateWarmupSteps", 0, 20, "", undocumented},
		}},
		{"Nova Canvas", []string{"amazon.nova-canvas"}, []hyperParameter{
			{"batchSize", 8, 192, "", "8"}, {"stepCount", 10, 20000, "", "500"}, {"learningRate", 1e-7, 1e-4, "", "1e-5"},
		}},
		{"Titan Text Premier", []string{"amazon.titan-text-premier"}, []hyperParameter{
			{"epochCount", 1, 5, "", "2"}, {"batchSize", 1, 1, "", "1"}, {"learningRate", 1e-7, 1e-5, "", "1e-6"},
			{"learningRateWarmupSteps", 0, 20, "", "5"},
		}},
		{"Titan Text Express, Lite", []string{"amazon.titan-text-express", "amazon.titan-text-lite"}, []hyperParameter{
			{"epochCount", 1, 10, "", "5"}, {"batchSize", 1, 64, "", "1"}, {"learningRate", 0, 1, "", "1e-5"},
			{"learningRateWarmupSteps", 0, 250, "", "5"},
		}},
		{"Titan Image Generator", []string{"amazon.titan-image-generator"}, []hyperParameter{
			{"batchSize", 8, 192, "", "8"}, {"stepCount", 10, 40000, "auto", ""}, {"learningRate", 1e-7, 1, "", "1e-5"},
		}},
		{"Titan Multimodal Embeddings", []string{"amazon.titan-embed-image"}, []hyperParameter{
			{"epochCount", 1, 100, "Auto", ""}, {"batchSize", 256, 9216, "", "576"}, {"learningRate", 5e-8, 1, "", "5e-5"},
		}},
		{"Claude 3 Haiku", []string{"anthropic.claude-3-haiku"}, []hyperParameter{
			{"epochCount", 1, 10, "", "2"}, {"batchSize", 4, 256, "", "32"}, {"learningRateMultiplier", 0.1, 2, "", "1"},
			{"earlyStoppingThreshold", 0, 0.1, "", "0.001"}, {"earlyStoppingPatience", 1, 10, "", "2"},
		}},
		{"Command, Command Light", []string{"cohere.command"}, []hyperParameter{
			{"epochCount", 1, 100, "", "1"}, {"batchSize", 8, 32, "", "8"}, {"learningRate", 5e-6, 0.1, "", "1e-5"},
			{"earlyStoppingThreshold", 0, 0.1, "", "0.01"}, {"earlyStoppingPatience", 1, 10, "", "6"}, {"evalPercentage", 5, 50, "", "20"},
		}},
		{"Llama 3.1, 3.2", []string{"meta.llama3-1-", "meta.llama3-2-"}, []hyperParameter{
			{"epochCount", 1, 10, "", "5"}, {"batchSize", 1, 1, "", "1"}, {"learningRate", 5e-6, 0.1, "", "1e-4"},
		}},
	}
}

// knownHyperParameters are the documented hyperparameters of a base model by their names, nil where AWS documents none.
func knownHyperParameters(modelID string) map[string]hyperParameter {
	for _, f := range families() {
		for _, prefix := range f.prefixes {
			if strings.HasPrefix(modelID, prefix) {
				known := map[string]hyperParameter{}
				for _, p := range f.parameters {
					known[p.name] = p
				}
				return known
			}
		}
	}
	return nil
}

// hyperParameterTable is what the plan checks, as a table for readers.
func hyperParameterTable() string {
	var table strings.Builder
	table.WriteString("| Base model | `hyper_parameters`: range (default) |\n|---|---|\n")
	for _, f := range families() {
		cells := make([]string, len(f.parameters))
		for i, p := range f.parameters {
			cells[i] = p.String()
		}
		fmt.Fprintf(&table, "| %s | %s |\n", f.title, strings.Join(cells, "; "))
	}
	return strings.TrimSuffix(table.String(), "\n")
}

// String is the hyperparameter as a cell of the table has it.
func (p hyperParameter) String() string {
	text := fmt.Sprintf("`%s` %s to %s", p.name, short(p.least), short(p.most))
	if p.least == p.most {
		text = fmt.Sprintf("`%s` %s", p.name, short(p.least))
	}
	if p.word != "" {
		text += fmt.Sprintf(", or `%s`", p.word)
	}
	switch {
	case p.usual == undocumented:
	case p.usual == "":
		text += " (required)"
	case p.least != p.most:
		text += " (" + p.usual + ")"
	}
	return text
}

// short writes a number as people do: a small one with an exponent.
func short(number float64) string {
	if number == 0 || number >= 0.001 {
		return plain(number)
	}
	return strings.Replace(strconv.FormatFloat(number, 'e', -1, 64), "e-0", "e-", 1)
}

// plain writes a number without an exponent.
func plain(number float64) string { return strconv.FormatFloat(number, 'f', -1, 64) }
