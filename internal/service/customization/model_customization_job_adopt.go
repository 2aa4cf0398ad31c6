// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// createOrAdoptJob is createJob, and where the name is taken by a job with our mark, that job: an apply that died started it.
// An empty mark adopts nothing.
func createOrAdoptJob(
	ctx context.Context, client *bedrock.Client, clock wait.Clock, input *bedrock.CreateModelCustomizationJobInput, mark string,
	diags *diag.Diagnostics,
) (arn string, err error) {
	if mark != "" {
		input.JobTags = append(input.JobTags, awstypes.Tag{Key: aws.String(tags.Owner), Value: &mark})
	}
	arn, err = createJob(ctx, client, clock, input)
	if mark == "" || !apierr.Is(err, apierr.NameInUse, apierr.Conflict) {
		return arn, err
	}
	job, findErr := findJob(ctx, client, aws.ToString(input.JobName))
	if findErr != nil || ownerOf(ctx, client, job) != mark {
		return "", err
	}
	diags.AddWarning("Taking over a Bedrock "+jobKind, aws.ToString(job.JobArn)+" was started by an earlier apply of this configuration, "+
		"which did not live to write its state: its tag "+tags.Owner+" says so. Nothing was started.")
	return aws.ToString(job.JobArn), nil
}

// mayBeOurs reports whether Create will perhaps take over the job that has the name, which only Create can tell: at plan, not
// every argument is known.
func (r *modelCustomizationJobResource) mayBeOurs(
	ctx context.Context, client *bedrock.Client, job *bedrock.GetModelCustomizationJobOutput, resp *resource.ModifyPlanResponse,
) bool {
	if r.Provider.OwnershipKey == "" || ownerOf(ctx, client, job) == "" {
		return false
	}
	resp.Diagnostics.AddAttributeWarning(path.Root("job_name"), "Using the name of an existing Bedrock "+jobKind,
		"The name belongs to "+aws.ToString(job.JobArn)+", which has the tag "+tags.Owner+". The apply takes that job over if an earlier "+
			"apply of this configuration started it, and stops otherwise.")
	return true
}

// ownerOf is the mark on a job; empty where it has none, or AWS does not tell.
func ownerOf(ctx context.Context, client *bedrock.Client, job *bedrock.GetModelCustomizationJobOutput) string {
	marks, err := tags.ListBedrock(ctx, client, aws.ToString(job.JobArn))
	if err != nil {
		return ""
	}
	return marks[tags.Owner]
}
