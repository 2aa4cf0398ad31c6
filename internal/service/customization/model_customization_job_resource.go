// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

var (
	_ resource.ResourceWithConfigure        = (*modelCustomizationJobResource)(nil)
	_ resource.ResourceWithIdentity         = (*modelCustomizationJobResource)(nil)
	_ resource.ResourceWithImportState      = (*modelCustomizationJobResource)(nil)
	_ resource.ResourceWithModifyPlan       = (*modelCustomizationJobResource)(nil)
	_ resource.ResourceWithConfigValidators = (*modelCustomizationJobResource)(nil)
)

const jobKind = "model customization job"

// recordMissing marks, in the private state, a job whose record AWS no longer has.
const recordMissing = "record_missing"

type modelCustomizationJobResource struct {
	crud.Resource
}

// NewModelCustomizationJobResource is bedrock_model_customization_job.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateModelCustomizationJob.html
func NewModelCustomizationJobResource() resource.Resource { return &modelCustomizationJobResource{} }

func (r *modelCustomizationJobResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_model_customization_job"
}

func (r *modelCustomizationJobResource) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = crud.ARNIdentitySchema()
}

func (r *modelCustomizationJobResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m modelCustomizationJobModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	timeout, diags := m.Timeouts.Create(ctx, jobTimeouts.Create)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	region, err := crud.RegionOf(ctx, r.Provider, m.Region)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Creating Bedrock "+jobKind, "", err))
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Creating Bedrock "+jobKind, "", err))
		return
	}
	m.planTags(r.Provider.DefaultTags)
	owner, err := crud.Own(ctx, r.Provider, region, "bedrock_model_customization_job", m.unnamedInput())
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Creating Bedrock "+jobKind, "", err))
		return
	}
	defer owner.Release()
	arn, err := r.start(ctx, client, &m, owner, &resp.Diagnostics)
	if err != nil {
		resp.Diagnostics.Append(explainCreateError(ctx, client, &m, err))
		return
	}
	m.ARN, m.Region = types.StringValue(arn), types.StringValue(region)
	resp.Diagnostics.Append(crud.SaveCreated(ctx, req.Plan, resp, &m, arn)...)

	job, err := waitJob(ctx, client, r.Provider, arn, m.WaitFor.ValueString(), timeout)
	if job != nil {
		m.flattenOutputs(job)
		r.locateMetrics(ctx, &m, job, true, &resp.Diagnostics)
		m.OutputModelStatus = r.outputModelStatus(ctx, client, m.OutputModelARN, m.OutputModelStatus, &resp.Diagnostics)
		resp.Diagnostics.Append(crud.SaveCreated(ctx, req.Plan, resp, &m, arn)...)
	}
	resp.Diagnostics.Append(waitDiagnostics(crud.WaitingInCreate, arn, job, err)...)
	resp.Diagnostics.Append(owner.Unmark(ctx, arn, func(ctx context.Context) error { return untagOwner(ctx, client, arn) })...)
}

func (r *modelCustomizationJobResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m modelCustomizationJobModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	arn := m.ARN.ValueString()
	region := crud.RegionFromARN(arn)
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Reading Bedrock "+jobKind, arn, err))
		return
	}
	job, err := findJob(ctx, client, arn)
	if apierr.IsNotFound(err) {
		r.readMissing(ctx, &m, resp)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Reading Bedrock "+jobKind, arn, err))
		return
	}
	if m.JobName.IsNull() {
		m.flattenArguments(job)
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, imported, []byte("true"))...)
	}
	completed := m.Status.ValueString() != string(awstypes.ModelCustomizationJobStatusCompleted)
	m.flattenOutputs(job)
	r.locateMetrics(ctx, &m, job, completed, &resp.Diagnostics)
	m.Region = types.StringValue(region)
	m.OutputModelStatus = r.outputModelStatus(ctx, client, m.OutputModelARN, m.OutputModelStatus, &resp.Diagnostics)
	resp.Diagnostics.Append(r.readTags(ctx, client, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, recordMissing, []byte("false"))...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

// readMissing handles a job that AWS does not know: the wrong account is an error, an import too; otherwise the record
// has aged out, and on_missing decides.
func (r *modelCustomizationJobResource) readMissing(ctx context.Context, m *modelCustomizationJobModel, resp *resource.ReadResponse) {
	arn := m.ARN.ValueString()
	resp.Diagnostics.Append(crud.CheckOwner(ctx, r.Provider, arn, "")...)
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case m.JobName.IsNull():
		resp.Diagnostics.AddError("Importing Bedrock "+jobKind, arn+" does not exist.")
	case m.OnMissing.ValueString() == crud.MissingRecreate:
		resp.Diagnostics.AddWarning("Bedrock "+jobKind+" no longer exists",
			arn+" is gone and on_missing is \"recreate\": the next apply starts a new paid job.")
		crud.Forget(ctx, resp, arn)
	default:
		resp.Diagnostics.AddWarning("Bedrock "+jobKind+" has no record any more", arn+" is unknown to AWS, which keeps the records of "+
			"finished jobs for a limited time. The state keeps what it knows (on_missing = \"keep\"); its model, if there is one, is not affected.")
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, recordMissing, []byte("true"))...)
		resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
	}
}

func (r *modelCustomizationJobResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var m, prior modelCustomizationJobModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	timeout, diags := m.Timeouts.Update(ctx, jobTimeouts.Update)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	arn := prior.ARN.ValueString()
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...) // also of an update that fails
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, imported, []byte("false"))...)
	client, err := r.Provider.Clients.Bedrock(ctx, crud.RegionFromARN(arn))
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Updating Bedrock "+jobKind, arn, err))
		return
	}
	if resp.Diagnostics.Append(r.syncTags(ctx, client, &m, &prior)...); resp.Diagnostics.HasError() {
		return
	}
	var job *bedrock.GetModelCustomizationJobOutput
	if m.Status.IsUnknown() {
		if job, err = waitJob(ctx, client, r.Provider, arn, m.WaitFor.ValueString(), timeout); job != nil {
			m.flattenOutputs(job)
			r.locateMetrics(ctx, &m, job, true, &resp.Diagnostics)
			m.OutputModelStatus = r.outputModelStatus(ctx, client, m.OutputModelARN, prior.OutputModelStatus, &resp.Diagnostics)
		}
	}
	if !prior.hasModel() {
		resp.Diagnostics.Append(r.tagNewModel(ctx, client, &m, &prior)...)
	}
	resp.Diagnostics.Append(crud.SaveUpdated(ctx, req, resp, &m, arn)...)
	resp.Diagnostics.Append(waitDiagnostics(crud.WaitingInUpdate, arn, job, err)...)
}

func (r *modelCustomizationJobResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m modelCustomizationJobModel
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	timeout, diags := m.Timeouts.Delete(ctx, jobTimeouts.Delete)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	arn := m.ARN.ValueString()
	proceed, diags := crud.MayDelete(ctx, r.Provider, m.DeletionPolicy, arn+" and its model", crud.OwnerOf(arn))
	resp.Diagnostics.Append(diags...)
	if !proceed {
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, crud.RegionFromARN(arn))
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Deleting Bedrock "+jobKind, arn, err))
		return
	}
	resp.Diagnostics.Append(r.remove(ctx, client, &m, timeout)...)
}

// remove stops the job if it still runs, and deletes its model. The record of the job stays: AWS has no way to delete it.
func (r *modelCustomizationJobResource) remove(
	ctx context.Context, client *bedrock.Client, m *modelCustomizationJobModel, timeout time.Duration,
) diag.Diagnostics {
	arn := m.ARN.ValueString()
	model := m.OutputModelARN.ValueString()
	job, err := findJob(ctx, client, arn)
	if err == nil && !ended(job.Status) {
		job, err = stopJob(ctx, client, r.Provider, arn, timeout)
	}
	switch {
	case apierr.IsNotFound(err):
		if diags := crud.CheckOwner(ctx, r.Provider, arn, ""); diags.HasError() {
			return diags
		}
	case err != nil:
		return diag.Diagnostics{apierr.Diagnostic("Deleting Bedrock "+jobKind, arn, err)}
	case job.OutputModelArn != nil:
		model = *job.OutputModelArn
	}
	if model == "" {
		return nil
	}
	if err := deleteModel(ctx, client, r.Provider.Clock, model); err != nil {
		return diag.Diagnostics{apierr.Diagnostic("Deleting Bedrock custom model", model, err)}
	}
	return nil
}

func (r *modelCustomizationJobResource) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	crud.ImportARN(ctx, req, resp, func(name string) (string, error) { return r.findByName(ctx, name) })
	for attribute, value := range map[string]string{
		"wait_for": crud.WaitValidated, "deletion_policy": crud.DeletionDelete, "on_missing": crud.MissingKeep,
	} {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), value)...)
	}
}

func (r *modelCustomizationJobResource) findByName(ctx context.Context, name string) (string, error) {
	client, err := r.Provider.Clients.Bedrock(ctx, "")
	if err != nil {
		return "", err
	}
	job, err := findJob(ctx, client, name)
	if err != nil {
		return "", fmt.Errorf("%s", apierr.Detail("", err))
	}
	return *job.JobArn, nil
}

// waitDiagnostics is crud.WaitDiagnostics, with one addition: a job that somebody stopped is a record, not a failure.
func waitDiagnostics(verb crud.Waiting, arn string, job *bedrock.GetModelCustomizationJobOutput, err error) diag.Diagnostics {
	var unexpected *wait.UnexpectedStatusError
	if errors.As(err, &unexpected) && unexpected.Status == string(awstypes.ModelCustomizationJobStatusStopped) {
		return diag.Diagnostics{diag.NewWarningDiagnostic("Bedrock "+jobKind+" was stopped",
			arn+" was stopped before it was completed, so there is no model. It stays in the state as a record; to train again, "+
				"apply with -replace, and under another name where the name is fixed; that starts a new paid job.")}
	}
	failure := ""
	if job != nil && job.FailureMessage != nil {
		failure = *job.FailureMessage
	}
	return crud.WaitDiagnostics(verb, jobKind, arn, failure, err)
}

func (m *modelCustomizationJobModel) planTags(defaults map[string]string) {
	m.TagsAll = tags.Value(tags.Merge(defaults, tags.Map(m.Tags)))
	m.JobTagsAll = tags.Value(tags.Merge(defaults, tags.Map(m.JobTags)))
}
