// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

// need is what jobs of a purpose cannot do without: one of the arguments.
type need struct {
	oneOf []string
	why   string
}

// purposeRules are the arguments that go with a purpose. What a job never uses is refused, since a role would grant it for nothing.
type purposeRules struct {
	needs []need
	takes []string // beside those of needs
}

func rulesOf(purpose string) (purposeRules, bool) {
	shared := []string{"bucket_owners", "data_kms_key_arns"}
	scored := []need{{[]string{"output_data"}, "An evaluation writes its scores below output_data"}}
	rules, ok := map[jobpolicy.Purpose]purposeRules{
		jobpolicy.ModelCustomization: {
			needs: []need{
				{[]string{"training_data", "invocation_logs"}, "A customization job reads training_data or, to distil a model, invocation_logs"},
				{[]string{"output_data"}, "A customization job writes its metrics below output_data, the output_data_config of the jobs"},
			},
			takes: append(shared, "validation_data", "output_kms_key_arns", "model_kms_key_arn", "vpc_config", "teacher_models",
				"reward_function_arns"),
		},
		jobpolicy.ModelImport: {
			needs: []need{{[]string{"input_data"}, "An import reads the files of the model below input_data"}},
			takes: append(shared, "model_kms_key_arn", "vpc_config"),
		},
		jobpolicy.BatchInference: {
			needs: []need{
				{[]string{"input_data"}, "A batch job reads its records from input_data"},
				{[]string{"output_data"}, "A batch job writes its answers below output_data"},
			},
			takes: append(shared, "output_kms_key_arns", "vpc_config", "invoked_models"),
		},
		jobpolicy.EvaluationAutomatic:      {needs: scored, takes: append(shared, "input_data", "output_kms_key_arns", "invoked_models")},
		jobpolicy.EvaluationJudge:          {needs: scored, takes: append(shared, "input_data", "output_kms_key_arns", "invoked_models")},
		jobpolicy.EvaluationHuman:          {needs: scored, takes: append(shared, "input_data", "output_kms_key_arns", "invoked_models")},
		jobpolicy.EvaluationHumanSageMaker: {needs: scored, takes: append(shared, "input_data", "output_kms_key_arns")},
		jobpolicy.EvaluationRAG: {
			needs: scored, takes: append(shared, "input_data", "output_kms_key_arns", "invoked_models", "knowledge_base_arns"),
		},
		jobpolicy.InvocationLogging: {
			needs: []need{{[]string{"log_group_name"}, "The role is for a log group of CloudWatch; logs in S3 need none"}},
		},
	}[jobpolicy.Purpose(purpose)]
	return rules, ok
}

// ValidateConfig checks that the role grants what jobs of its purpose cannot do without, and nothing that they never use.
func (*managed) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	if crud.Decode(ctx, req.Config, &config, &resp.Diagnostics) {
		config.validate(&resp.Diagnostics)
	}
}

func (g *granting) validate(diags *diag.Diagnostics) {
	rules, ok := rulesOf(g.Purpose.ValueString())
	if !ok {
		return // unknown, or refused already
	}
	given := g.arguments()
	taken := slices.Clone(rules.takes)
	for _, need := range rules.needs {
		taken = append(taken, need.oneOf...)
		if !slices.ContainsFunc(need.oneOf, func(name string) bool { return !given[name].IsNull() }) {
			diags.AddAttributeError(path.Root(need.oneOf[0]), "Role without "+strings.Join(need.oneOf, " or "), need.why+".")
		}
	}
	for name, value := range given {
		if !value.IsNull() && !slices.Contains(taken, name) {
			slices.Sort(taken)
			diags.AddAttributeError(path.Root(name), "Role with a permission that its jobs never use", fmt.Sprintf(
				"%s is not for the purpose %s. Remove it, or make another role for other jobs. The purpose takes: %s.",
				name, g.Purpose, strings.Join(slices.Compact(taken), ", ")))
		}
	}
}
