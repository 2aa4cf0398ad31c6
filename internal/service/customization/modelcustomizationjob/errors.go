// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

// modelNameInUse is the answer to a model name that is taken: by a model, or by a job that is training one. It is nil when
// neither is found.
func modelNameInUse(ctx context.Context, client *bedrock.Client, m *model, err error) diag.Diagnostic {
	if !apierr.Is(err, apierr.NameInUse, apierr.Conflict) {
		return nil
	}
	name := m.CustomModelName.ValueString()
	var owner, job string
	if model, err := customization.FindModel(ctx, client, name); err == nil {
		owner, job = aws.ToString(model.ModelArn), aws.ToString(model.JobArn)
	} else if running, err := findJobOfModel(ctx, client, name); err == nil && running != nil {
		owner, job = aws.ToString(running.JobArn), aws.ToString(running.JobArn)
	}
	if owner == "" {
		return nil
	}
	takeOver := ""
	if job != "" {
		takeOver = "  - take over the job behind it: terraform import ADDRESS " + job + "\n    Then plan before you apply: where an " +
			"argument differs from that job, such as its name, the apply would delete the model and pay for another training.\n"
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("custom_model_name"), "Using the name of an existing Bedrock custom model",
		fmt.Sprintf("The custom model name %q belongs to %s. Nothing was started. Either\n\n%s"+
			"  - choose another custom_model_name, or\n"+
			"  - use custom_model_name_prefix, which makes a new name for every run.", name, owner, takeOver))
}

// maxJobPages bounds the search among the running jobs of a region; its quota is far below one page.
const maxJobPages = 10

// findJobOfModel finds the job that is training a custom model, by the name of the model; nil when there is none.
func findJobOfModel(ctx context.Context, client *bedrock.Client, modelName string) (*awstypes.ModelCustomizationJobSummary, error) {
	pages := bedrock.NewListModelCustomizationJobsPaginator(client, &bedrock.ListModelCustomizationJobsInput{
		StatusEquals: awstypes.FineTuningJobStatusInProgress,
	}, func(o *bedrock.ListModelCustomizationJobsPaginatorOptions) { o.StopOnDuplicateToken = true })
	for range maxJobPages {
		if !pages.HasMorePages() {
			break
		}
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, job := range page.ModelCustomizationJobSummaries {
			if aws.ToString(job.CustomModelName) == modelName {
				return &job, nil
			}
		}
	}
	return nil, nil
}
