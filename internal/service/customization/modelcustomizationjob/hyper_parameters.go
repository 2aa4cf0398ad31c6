// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// checkHyperParameters tells of names and values outside of what AWS documents for the base model.
func checkHyperParameters(p *lifecycle.Plan[model], baseModel string) {
	known := knownHyperParameters(fwtypes.ModelID(baseModel))
	if known == nil {
		return
	}
	var taken map[string]attr.Value // which AWS took of the job that is replaced
	if p.Instead() != nil {
		taken = p.Instead().HyperParameters.Elements()
	}
	for name, value := range p.Now.HyperParameters.Elements() {
		text, ok := value.(types.String)
		if !ok || text.IsUnknown() || text.IsNull() || value.Equal(taken[name]) { // null is none
			continue
		}
		if problem := hyperParameterProblem(known, name, text.ValueString()); problem != "" {
			p.Doubt(path.Root("hyper_parameters").AtMapKey(name), "Unusual hyperparameter", problem)
		}
	}
}

func hyperParameterProblem(known map[string]hyperParameter, name, value string) string {
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
		plain(limits.least), plain(limits.most))
}
