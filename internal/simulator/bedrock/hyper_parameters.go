// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// effectiveHyperParameters checks the hyperparameters of a job and adds the defaults of those that are not set. AWS has
// been seen to do that for Llama 3.3, writing numbers as Java does (1.0E-4); whether it does for every family is not
// known. Reinforcement fine-tuning has typed hyperparameters of its own.
func effectiveHyperParameters(base *foundationModel, kind string, given map[string]string) (map[string]string, error) {
	if kind == reinforcementFineTuning {
		if len(given) > 0 {
			return nil, validationError("hyperParameters is not supported for REINFORCEMENT_FINE_TUNING; " +
				"use customizationConfig.rftConfig.hyperParameters.")
		}
		return nil, nil
	}
	known := loadCatalogue().Families[base.Training.Family].HyperParameters
	effective := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		rule, ok := known[name]
		if !ok {
			return nil, validationError(fmt.Sprintf("Invalid hyperparameter %q for model %s: the supported hyperparameters are %s.",
				name, base.ID, strings.Join(slices.Sorted(maps.Keys(known)), ", ")))
		}
		if !rule.accepts(given[name]) {
			return nil, validationError(fmt.Sprintf("Invalid value %q of hyperparameter %s for model %s: it must be %s.",
				given[name], name, base.ID, rule.describe()))
		}
		effective[name] = given[name]
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if _, set := effective[name]; set {
			continue
		}
		if known[name].Required {
			return nil, validationError(fmt.Sprintf("The hyperparameter %s is required for model %s.", name, base.ID))
		}
		effective[name] = known[name].Default
	}
	return effective, nil
}

func (h hyperParameter) accepts(value string) bool {
	if h.Word != "" && value == h.Word {
		return true
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(n) || n < h.Min || n > h.Max {
		return false
	}
	if h.Type == "integer" {
		_, err = strconv.Atoi(value)
	}
	return err == nil
}

func (h hyperParameter) describe() string {
	text := "a number"
	if h.Type == "integer" {
		text = "an integer"
	}
	text += fmt.Sprintf(" between %v and %v", h.Min, h.Max)
	if h.Word != "" {
		text += ", or " + h.Word
	}
	return text
}
