// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance_test

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/smithy-go"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

type toyJob = bedrock.GetModelCustomizationJobOutput

func (r *toy) find(ctx context.Context, client *bedrock.Client, arn string) (*toyJob, error) {
	job, err := client.GetModelCustomizationJob(ctx, &bedrock.GetModelCustomizationJobInput{JobIdentifier: &arn})
	var unreadable *smithy.DeserializationError
	if r.defect == emptyBelieved && errors.As(err, &unreadable) { // what the client says of an answer without members
		return new(toyJob), nil
	}
	return job, err
}

func (r *toy) wait(ctx context.Context, client *bedrock.Client, m *toyModel, timeout time.Duration) (*toyJob, error) {
	if m.WaitFor.ValueString() == crud.WaitCreated {
		return r.find(ctx, client, m.ARN.ValueString())
	}
	return wait.For(ctx, wait.Spec[*toyJob, awstypes.ModelCustomizationJobStatus]{
		Poll: func(ctx context.Context) (*toyJob, awstypes.ModelCustomizationJobStatus, error) {
			job, err := r.find(ctx, client, m.ARN.ValueString())
			if err != nil {
				return nil, "", err
			}
			return job, job.Status, nil
		},
		Target:   []awstypes.ModelCustomizationJobStatus{awstypes.ModelCustomizationJobStatusCompleted},
		Failed:   []awstypes.ModelCustomizationJobStatus{awstypes.ModelCustomizationJobStatusFailed},
		NotFound: apierr.IsNotFound, Transient: apierr.IsTransient, Timeout: timeout, Clock: r.Provider.Clock,
	})
}

func (r *toy) diagnose(verb crud.Waiting, arn string, m *toyModel, err error) diag.Diagnostics {
	diags := crud.WaitDiagnostics(verb, "toy", arn, m.FailureMessage.ValueString(), err)
	if len(diags) == 0 {
		return nil
	}
	switch {
	case r.defect == credentialsTaint && apierr.Is(err, apierr.Credentials),
		r.defect == errorOnInterrupt && !diags.HasError():
		return diag.Diagnostics{diag.NewErrorDiagnostic(diags[0].Summary(), diags[0].Detail())}
	case r.defect == failureIsAWarning:
		return diag.Diagnostics{diag.NewWarningDiagnostic(diags[0].Summary(), diags[0].Detail())}
	}
	return diags
}

func (m *toyModel) flatten(job *toyJob) {
	m.Status = conv.Enum(job.Status)
	m.FailureMessage = conv.NonEmpty(job.FailureMessage)
	m.OutputModelARN = conv.NonEmpty(job.OutputModelArn)
}

func (r *toy) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m toyModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	arn := m.ARN.ValueString()
	client, err := r.Provider.Clients.Bedrock(ctx, crud.RegionFromARN(arn))
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Reading toy", arn, err))
		return
	}
	job, err := r.find(ctx, client, arn)
	if r.defect == readsTwice {
		job, err = r.find(ctx, client, arn)
	}
	switch {
	case apierr.IsNotFound(err):
		if r.defect != absentMeansGone {
			resp.Diagnostics.Append(crud.CheckOwner(ctx, r.Provider, arn, "")...)
		}
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.AddWarning("Toy is gone", arn)
			crud.Forget(ctx, resp, arn)
		}
		return
	case err != nil:
		resp.Diagnostics.Append(apierr.Diagnostic("Reading toy", arn, err))
		return
	case r.defect == stoppedIsAbsent && job.Status == awstypes.ModelCustomizationJobStatusStopped:
		crud.Forget(ctx, resp, arn)
		return
	}
	if r.defect == readWarns {
		resp.Diagnostics.AddWarning("This is a toy", "It cannot be read for long.")
	}
	r.save(ctx, client, &m, job, resp)
}

func (r *toy) save(ctx context.Context, client *bedrock.Client, m *toyModel, job *toyJob, resp *resource.ReadResponse) {
	m.flatten(job)
	arn := m.ARN.ValueString()
	m.Region = types.StringValue(crud.RegionFromARN(arn))
	m.JobName, m.RoleARN = conv.NonEmpty(job.JobName), conv.NonEmpty(job.RoleArn)
	remote, err := tags.ListBedrock(ctx, client, arn)
	switch {
	case apierr.Is(err, apierr.AccessDenied):
		resp.Diagnostics.AddWarning("Reading the tags of toy", apierr.Detail(arn, err))
		remote = tags.Map(m.TagsAll)
	case err != nil:
		resp.Diagnostics.Append(apierr.Diagnostic("Reading toy", arn, err))
		return
	}
	m.Tags, m.TagsAll = tags.FromAWS(remote, m.Tags, r.Provider.DefaultTags, r.Provider.IgnoreTags)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
	if r.defect == identityForgotten {
		resp.Identity.Raw = tftypes.NewValue(resp.Identity.Raw.Type(), nil)
		return
	}
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

func (r *toy) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var m, prior toyModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	timeout, diags := m.Timeouts.Update(ctx, 1<<60)
	resp.Diagnostics.Append(diags...)
	arn := prior.ARN.ValueString()
	defer func() {
		if cause := recover(); cause != nil && r.defect != panicLosesUpdated {
			panic(cause)
		} else if cause != nil {
			resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("arn"), types.StringNull())...)
		}
	}()
	client, err := r.Provider.Clients.Bedrock(ctx, crud.RegionFromARN(arn))
	if err == nil {
		err = tags.SyncBedrock(ctx, client, arn, tags.Map(prior.TagsAll), tags.Map(m.TagsAll))
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Updating toy", arn, err))
		return
	}
	if m.Status.IsUnknown() {
		var job *toyJob
		if job, err = r.wait(ctx, client, &m, timeout); job != nil {
			m.flatten(job)
		}
	}
	resp.Diagnostics.Append(crud.SaveUpdated(ctx, req, resp, &m, arn)...)
	resp.Diagnostics.Append(r.diagnose(crud.WaitingInUpdate, arn, &m, err)...)
}

func (r *toy) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m toyModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if r.defect != deletionNotGuarded {
		owner := crud.OwnerOf(m.ARN.ValueString())
		if r.defect == forgetsAnywhere {
			owner = crud.Owner{}
		}
		proceed, diags := crud.MayDelete(ctx, r.Provider, m.DeletionPolicy, "the toy", owner)
		resp.Diagnostics.Append(diags...)
		if !proceed {
			return
		}
	}
	client, err := r.Provider.Clients.Bedrock(ctx, crud.RegionFromARN(m.ARN.ValueString()))
	if err == nil {
		err = r.remove(ctx, client, m.ARN.ValueString())
	}
	if err != nil && !apierr.IsNotFound(err) {
		resp.Diagnostics.Append(apierr.Diagnostic("Deleting toy", m.ARN.ValueString(), err))
	}
}

// remove stops what runs and deletes what it made, by what AWS says and not by the state.
func (r *toy) remove(ctx context.Context, client *bedrock.Client, arn string) error {
	job, err := r.find(ctx, client, arn)
	if err == nil && job.Status == awstypes.ModelCustomizationJobStatusInProgress && r.defect != decidesOnOldState {
		_, err = client.StopModelCustomizationJob(ctx, &bedrock.StopModelCustomizationJobInput{JobIdentifier: &arn})
		for err == nil && job.Status != awstypes.ModelCustomizationJobStatusStopped {
			if err = r.Provider.Clock.Sleep(ctx, time.Minute); err == nil {
				job, err = r.find(ctx, client, arn)
			}
		}
	}
	if err == nil && job.OutputModelArn != nil && r.defect != forgetsTheModel {
		_, err = client.DeleteCustomModel(ctx, &bedrock.DeleteCustomModelInput{ModelIdentifier: job.OutputModelArn})
	}
	return err
}

func (r *toy) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	crud.ImportARN(ctx, req, resp, nil)
	if r.defect == defaultsLostByImport {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), crud.DeletionDelete)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("wait_for"), crud.WaitCreated)...)
}
