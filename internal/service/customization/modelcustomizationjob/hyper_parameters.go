// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// hyperParameterRange is what AWS documents for one hyperparameter. word is a value that is allowed besides numbers.
type hyperParameterRange struct {
	least, most float64
	word        string
}

// knownHyperParameters are the documented hyperparameters by the beginning of the model id. They warn and never block:
// AWS adds names and widens ranges.
// https://docs.aws.amazon.com/bedrock/latest/userguide/custom-models-hp.html
func knownHyperParameters(modelID string) map[string]hyperParameterRange {
	between := func(least, most float64) hyperParameterRange { return hyperParameterRange{least: least, most: most} }
	nova := map[string]hyperParameterRange{
		"epochCount": between(1, 5), "learningRate": between(1e-6, 1e-4), "learningRateWarmupSteps": between(0, 100),
	}
	nova2 := map[string]hyperParameterRange{
		"epochCount": between(1, 5), "learningRate": between(1e-6, 1e-4), "learningRateWarmupSteps": between(0, 20),
	}
	llama := map[string]hyperParameterRange{
		"epochCount": between(1, 10), "batchSize": between(1, 1), "learningRate": between(5e-6, 0.1),
	}
	titanText := map[string]hyperParameterRange{
		"epochCount": between(1, 10), "batchSize": between(1, 64), "learningRate": between(0, 1), "learningRateWarmupSteps": between(0, 250),
	}
	families := []struct {
		prefix     string
		parameters map[string]hyperParameterRange
	}{
		{"amazon.nova-canvas", map[string]hyperParameterRange{
			"batchSize": between(8, 192), "stepCount": between(10, 20000), "learningRate": between(1e-7, 1e-4)}},
		{"amazon.nova-micro-v1", nova}, {"amazon.nova-lite-v1", nova}, {"amazon.nova-pro-v1", nova},
		{"amazon.nova-2-lite-v1", nova2},
		{"amazon.titan-text-premier", map[string]hyperParameterRange{
			"epochCount": between(1, 5), "batchSize": between(1, 1),
			"learningRate": between(1e-7, 1e-5), "learningRateWarmupSteps": between(0, 20)}},
		{"amazon.titan-text-express", titanText}, {"amazon.titan-text-lite", titanText},
		{"amazon.titan-image-generator", map[string]hyperParameterRange{
			"batchSize": between(8, 192), "stepCount": {10, 40000, "auto"}, "learningRate": between(1e-7, 1)}},
		{"amazon.titan-embed-image", map[string]hyperParameterRange{
			"epochCount": {1, 100, "Auto"}, "batchSize": between(256, 9216), "learningRate": between(5e-8, 1)}},
		{"anthropic.claude-3-haiku", map[string]hyperParameterRange{
			"epochCount": between(1, 10), "batchSize": between(4, 256), "learningRateMultiplier": between(0.1, 2),
			"earlyStoppingThreshold": between(0, 0.1), "earlyStoppingPatience": between(1, 10)}},
		{"cohere.command", map[string]hyperParameterRange{
			"epochCount": between(1, 100), "batchSize": between(8, 32), "learningRate": between(5e-6, 0.1),
			"earlyStoppingThreshold": between(0, 0.1), "earlyStoppingPatience": between(1, 10), "evalPercentage": between(5, 50)}},
		{"meta.llama3-1-", llama}, {"meta.llama3-2-", llama},
	}
	for _, family := range families {
		if strings.HasPrefix(modelID, family.prefix) {
			return family.parameters
		}
	}
	return nil
}

// warnHyperParameters warns of names and values outside of what AWS documents for the base model.
func warnHyperParameters(p *lifecycle.Plan[model], baseModel string) {
	known := knownHyperParameters(fwtypes.ModelID(baseModel))
	if known == nil {
		return
	}
	for name, value := range p.Now.HyperParameters.Elements() {
		text, ok := value.(types.String)
		if !ok || text.IsUnknown() || text.IsNull() { // null is none
			continue
		}
		if problem := hyperParameterProblem(known, name, text.ValueString()); problem != "" {
			p.AddAttributeWarning(path.Root("hyper_parameters").AtMapKey(name), "Unusual hyperparameter",
				problem+" AWS will judge it when the job is created.")
		}
	}
}

func hyperParameterProblem(known map[string]hyperParameterRange, name, value string) string {
	limits, ok := known[name]
	if !ok {
		return fmt.Sprintf("%q is not one of the documented hyperparameters of this model: %s.",
			name, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
	}
	number, err := strconv.ParseFloat(value, 64)
	if limits.word != "" && value == limits.word || err == nil && number >= limits.least && number <= limits.most {
		return ""
	}
	return fmt.Sprintf("%s is %q, and the documented range for this model is %s to %s.", name, value,
		strconv.FormatFloat(limits.least, 'f', -1, 64), strconv.FormatFloat(limits.most, 'f', -1, 64))
}
