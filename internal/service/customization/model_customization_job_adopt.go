// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// maxNames bounds the search for a made name that no job has had: more jobs than anybody trains with the same arguments.
const maxNames = 1000

// start starts the job, and gives it the names that are made from prefixes. Where the name is taken by a job with our mark, it
// is that job: an apply that died started it. With an owner, made names are the same in every run; those of jobs that left
// nothing are passed over, since AWS never frees them.
func (r *modelCustomizationJobResource) start(
	ctx context.Context, client *bedrock.Client, m *modelCustomizationJobModel, owner crud.Ownership, diags *diag.Diagnostics,
) (arn string, err error) {
	for turn := range maxNames {
		m.makeNames(owner, turn, r.Provider.Clock.Now())
		input := m.createInput(crud.NewToken())
		input.JobTags = tags.ToBedrock(owner.Mark(tags.Map(m.JobTagsAll)))
		arn, err = createJob(ctx, client, r.Provider.Clock, input)
		if r.Provider.OwnershipKey == "" || !apierr.Is(err, apierr.NameInUse, apierr.Conflict) {
			return arn, err
		}
		job, findErr := findJob(ctx, client, *input.JobName)
		if findErr != nil {
			return "", err
		}
		spent := job.Status == awstypes.ModelCustomizationJobStatusFailed || leftNothing(ctx, client, job)
		switch {
		case spent && m.JobNamePrefix.ValueString() != "":
			continue // marked or not: where the mark may not be taken off, it would be taken over for ever
		case owner.Marks(tagsOf(ctx, client, job)):
			diags.Append(owner.TakenOver(jobKind, *job.JobArn))
			return *job.JobArn, nil
		default:
			return "", err
		}
	}
	return "", err
}

// unnamedInput is createInput with the prefixes in the place of names that are not made yet.
func (m *modelCustomizationJobModel) unnamedInput() *bedrock.CreateModelCustomizationJobInput {
	input := m.createInput("")
	if m.JobNamePrefix.ValueString() != "" {
		input.JobName = m.JobNamePrefix.ValueStringPointer()
	}
	if m.CustomModelNamePrefix.ValueString() != "" {
		input.CustomModelName = m.CustomModelNamePrefix.ValueStringPointer()
	}
	return input
}

func (m *modelCustomizationJobModel) makeNames(owner crud.Ownership, turn int, now time.Time) {
	if prefix := m.JobNamePrefix.ValueString(); prefix != "" {
		m.JobName = types.StringValue(owner.Name(prefix, turn, now))
	}
	if prefix := m.CustomModelNamePrefix.ValueString(); prefix != "" {
		m.CustomModelName = types.StringValue(owner.Name(prefix, turn, now))
	}
}

// mayBeOurs reports whether Create will perhaps take over the job that has the name, which only Create can tell: at plan, not
// every argument is known.
func (r *modelCustomizationJobResource) mayBeOurs(
	ctx context.Context, client *bedrock.Client, job *bedrock.GetModelCustomizationJobOutput, resp *resource.ModifyPlanResponse,
) bool {
	if r.Provider.OwnershipKey == "" || tagsOf(ctx, client, job)[tags.Owner] == "" {
		return false
	}
	resp.Diagnostics.AddAttributeWarning(path.Root("job_name"), "Using the name of an existing Bedrock "+jobKind,
		"The name belongs to "+aws.ToString(job.JobArn)+", which has the tag "+tags.Owner+". The apply takes that job over if an earlier "+
			"apply of this configuration started it, and stops otherwise.")
	return true
}

// tagsOf are the tags of a job; nil where AWS does not tell.
func tagsOf(ctx context.Context, client *bedrock.Client, job *bedrock.GetModelCustomizationJobOutput) map[string]string {
	all, err := tags.ListBedrock(ctx, client, aws.ToString(job.JobArn))
	if err != nil {
		return nil
	}
	return all
}

func untagOwner(ctx context.Context, client *bedrock.Client, arn string) error {
	return tags.SyncBedrock(ctx, client, arn, map[string]string{tags.Owner: ""}, nil)
}
