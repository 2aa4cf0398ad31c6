// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package custommodelcopy is bedrock_custom_model_copy: a copy of a custom model in another region, or of one that another account has
// shared, job and model in one life.
package custommodelcopy

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

// job is bedrock_custom_model_copy.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateModelCopyJob.html
var job = lifecycle.Object[model]{
	Type: "custom_model_copy", Noun: "model copy job",
	Description: description, Again: "copies the model again, whose storage is paid by the month",
	Attributes: attributes,
	Timeouts:   crud.Timeouts{Create: waitTimeout, Update: waitTimeout, Delete: waitTimeout},
	Tags: []lifecycle.TagSet[model]{
		{Name: "tags", Of: "the copy", Get: func(m *model) (types.String, *types.Map, *types.Map) {
			return lifecycle.There(&output, m), &m.Tags, &m.TagsAll
		}},
	},
	Names: []lifecycle.Name[model]{{Argument: "target_model_name", Get: func(m *model) (name, prefix *types.String) {
		return &m.TargetModelName, &m.TargetModelNamePrefix
	}}},
	Create: lifecycle.Creates((*bedrock.Client).CreateModelCopyJob, (*model).createInput,
		func(out *bedrock.CreateModelCopyJobOutput) *string { return out.JobArn }).Awaiting(shareTime, mayBeUnderWay),
	Read: lifecycle.ReadsRecord((*bedrock.Client).GetModelCopyJob,
		func(id string) *bedrock.GetModelCopyJobInput {
			return &bedrock.GetModelCopyJobInput{JobArn: &id}
		},
		(*model).flattenOutputs, (*model).flattenArguments, nil),
	List:   lifecycle.Lists((*bedrock.Client).ListModelCopyJobs, listInput, listed),
	Moving: []string{"failure_message"},
	Wait: &lifecycle.Wait[model]{
		Status:  func(m *model) types.String { return m.Status },
		Failure: func(m *model) types.String { return m.FailureMessage },
		Ready:   []string{string(awstypes.ModelCopyJobStatusCompleted)},
		Failed:  []string{string(awstypes.ModelCopyJobStatusFailed)},
	},
	Job: &lifecycle.Job[model]{
		Phases: []string{crud.WaitCreated, crud.WaitCompleted}, WaitFor: crud.WaitCompleted,
		Final: []string{"target_model_arn", "target_model_status"}, FreesName: true,
		Output: &output,
	},
	Refused: explain,
}

// output is the model that a copy makes.
var output = lifecycle.Output[model]{
	Noun: "custom model", Of: "the copy",
	StatusAttribute: "target_model_status", Again: "Copying a model again",
	Get: func(m *model) (arn types.String, status *types.String) {
		return m.TargetModelARN, &m.TargetModelStatus
	},
	Read: func(ctx context.Context, client *bedrock.Client, arn string) (status string, err error) {
		out, err := customization.FindModel(ctx, client, arn)
		if err != nil {
			return "", err
		}
		return conv.Enum(out.ModelStatus).ValueString(), nil
	},
	Delete: customization.DeleteModel,
}

// What the provider has of copies, besides their lists.
var (
	Resource   = lifecycle.Resource(&job)
	List       = lifecycle.List(&job)
	DataSource = lifecycle.DataSource(&job, lifecycle.Singular{
		Identifier:     "job_arn",
		IdentifierText: "ARN of the copy job, or the name of the copy in the region.",
		Description:    "Reads a copy of a custom model: what it is of, how far it is, and the model that it made.",
		Shows: []string{
			"source_model_arn", "source_account_id", "source_model_name", "target_model_name", "target_model_arn", "target_model_status",
			"target_model_kms_key_arn", "status", "failure_message", "creation_time", "tags",
		},
		Texts: map[string]string{
			"source_model_arn": "ARN of the model that was copied.", "target_model_name": "Name of the copy.", "tags": "Tags of the copy.",
		},
	})
)

// shareTime is how long a copy of another account's model waits for the model to be shared: a share spreads for a while, and where the
// accounts have no organization in common, somebody has to accept it.
const shareTime = 10 * time.Minute

// mayBeUnderWay reports that AWS may know the source in a while: one of another account does not exist, or must not be used, until its
// share has reached this one.
func mayBeUnderWay(ctx context.Context, data *crud.ProviderData, m *model, err error) bool {
	if !apierr.Is(err, apierr.NotFound, apierr.AccessDenied) {
		return false
	}
	caller, callerErr := data.Clients.Caller(ctx)
	source := crud.OwnerOf(m.SourceModelARN.ValueString())
	return callerErr == nil && caller.AccountID != "" && source.AccountID != caller.AccountID
}

// explain says what else a source takes that AWS does not find, or does not let the caller have.
func explain(_ context.Context, _ *bedrock.Client, m *model, err error) diag.Diagnostic {
	if !apierr.Is(err, apierr.NotFound, apierr.AccessDenied) {
		return nil
	}
	arn := m.SourceModelARN.ValueString()
	return diag.NewAttributeErrorDiagnostic(path.Root("source_model_arn"), "Creating Bedrock model copy job", fmt.Sprintf(
		"%s\n\nThe model is looked for in %s, in account %s. Where that is not the account of this provider, it has to share the model with "+
			"this one, as bedrock_custom_model_share does, in the same region as the model; outside of its organization, this account has to "+
			"accept the share. AWS was asked again for %s. To copy, the caller needs bedrock:CreateModelCopyJob on the source and on the copy, "+
			"and kms:Decrypt on the key of the source where it has one.",
		apierr.Detail(arn, err), crud.RegionFromARN(arn), crud.OwnerOf(arn).AccountID, shareTime))
}

func listInput(name string, next *string) *bedrock.ListModelCopyJobsInput {
	input := &bedrock.ListModelCopyJobsInput{NextToken: next}
	if name != "" {
		input.TargetModelNameContains = &name
	}
	return input
}

func listed(out *bedrock.ListModelCopyJobsOutput) (page []lifecycle.Listed, next *string) {
	for _, one := range out.ModelCopyJobSummaries {
		page = append(page, lifecycle.Listed{ARN: aws.ToString(one.JobArn), Name: aws.ToString(one.TargetModelName)})
	}
	return page, out.NextToken
}
