// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// explainCreateError turns the refusal of a job into a diagnostic. A name that is taken names who has it.
func explainCreateError(ctx context.Context, client *bedrock.Client, m *modelCustomizationJobModel, err error) diag.Diagnostic {
	const summary = "Creating Bedrock " + jobKind
	name := m.JobName.ValueString()
	if apierr.Is(err, apierr.NameInUse, apierr.Conflict) {
		if job, findErr := findJob(ctx, client, name); findErr == nil && m.JobNamePrefix.ValueString() != "" {
			return madeNameInUse(job)
		} else if findErr == nil {
			return nameInUse(job)
		}
		if found := modelNameInUse(ctx, client, m.CustomModelName.ValueString()); found != nil {
			return found
		}
	}
	if apierr.IsRolePropagation(err) {
		return apierr.AttributeDiagnostic(path.Root("role_arn"), summary, name, err)
	}
	return apierr.Diagnostic(summary, name, err)
}

// modelNameInUse is the answer to a model name that is taken: by a model, or by a job that is training one. It is nil when
// neither is found.
func modelNameInUse(ctx context.Context, client *bedrock.Client, name string) diag.Diagnostic {
	var owner, job string
	if model, err := findModel(ctx, client, name); err == nil {
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

// nameInUse is the answer to a job name that was used before, which AWS never frees.
func nameInUse(job *bedrock.GetModelCustomizationJobOutput) diag.Diagnostic {
	status := string(job.Status)
	if job.FailureMessage != nil {
		status += ": " + *job.FailureMessage
	}
	arn := aws.ToString(job.JobArn)
	takeOver := "  - take over that job: terraform import ADDRESS " + arn + "\n"
	if job.Status == awstypes.ModelCustomizationJobStatusFailed || job.Status == awstypes.ModelCustomizationJobStatusStopped {
		takeOver = "" // it made nothing
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("job_name"), "Using the name of an existing Bedrock "+jobKind, fmt.Sprintf(
		"The job name %q belongs to %s (%s). AWS never frees the name of a job, so nothing was started. Either\n\n%s"+
			"  - choose another job_name, or\n"+
			"  - use job_name_prefix, which makes a new name for every run.", aws.ToString(job.JobName), arn, status, takeOver))
}

// madeNameInUse is the answer to a job name that was made with the provider's ownership_key, and made before.
func madeNameInUse(job *bedrock.GetModelCustomizationJobOutput) diag.Diagnostic {
	arn := aws.ToString(job.JobArn)
	return diag.NewAttributeErrorDiagnostic(path.Root("job_name_prefix"), "Using the name of an existing Bedrock "+jobKind, fmt.Sprintf(
		"The job name %q follows from the arguments and the provider's ownership_key, and belongs to %s (%s). Nothing was started. Either\n\n"+
			"  - an apply started it and died before it wrote its state. Take over that job: terraform import ADDRESS %s\n"+
			"  - or another resource has the job, with the same arguments: give this one a job_name_prefix of its own. On the other one, "+
			"a new prefix would delete its model and train again.",
		aws.ToString(job.JobName), arn, job.Status, arn))
}
