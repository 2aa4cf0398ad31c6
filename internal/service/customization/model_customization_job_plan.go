// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// jobOutputs are the outputs that change while the job runs.
var jobOutputs = crud.JobOutputs{
	Moving: []path.Path{
		path.Root("status_details"), path.Root("last_modified_time"), path.Root("failure_message"), path.Root("effective_hyper_parameters"),
	},
	Final: []path.Path{
		path.Root("output_model_arn"), path.Root("output_model_status"), path.Root("output_model_kms_key_arn"), path.Root("end_time"),
		path.Root("training_metrics"), path.Root("validation_metrics"),
		path.Root("training_metrics_s3_uri"), path.Root("validation_metrics_s3_uri"),
	},
}

// ModifyPlan plans what configuration alone does not say, and refuses what AWS would refuse, before anything is paid.
func (r *modelCustomizationJobResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	if r.Provider == nil {
		return
	}
	if crud.PlanningOf(req) != crud.PlanDestroy {
		crud.PlanRegion(ctx, req, resp, r.Provider)
		tags.PlanAll(ctx, req, resp, r.Provider.DefaultTags, path.Root("tags"), path.Root("tags_all"))
		tags.PlanAll(ctx, req, resp, r.Provider.DefaultTags, path.Root("job_tags"), path.Root("job_tags_all"))
		crud.PlanJob(ctx, req, resp, jobOutputs, func(waitFor string) crud.JobState { return jobState(ctx, req, resp, waitFor) })
		if resp.Diagnostics.HasError() {
			return
		}
		r.planBaseModel(ctx, req, resp)
		r.planJobName(ctx, req, resp)
		warnOfRetraining(ctx, req, resp)
	}
	crud.PlanDeletion(ctx, req, resp)
}

// jobState is what the state says of the job.
func jobState(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, waitFor string) crud.JobState {
	var arn, status, failure types.String
	var validation types.String
	get := func(at path.Path, into *types.String) {
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, at, into)...)
	}
	get(path.Root("arn"), &arn)
	get(path.Root("status"), &status)
	get(path.Root("failure_message"), &failure)
	get(path.Root("status_details").AtName("validation_details").AtName("status"), &validation)
	missing, diags := req.Private.GetKey(ctx, recordMissing)
	resp.Diagnostics.Append(diags...)

	state := awstypes.ModelCustomizationJobStatus(status.ValueString())
	validated := awstypes.JobStatusDetails(validation.ValueString()) == awstypes.JobStatusDetailsCompleted
	return crud.JobState{
		Kind: jobKind, Name: arn.ValueString(), Failure: failure.ValueString(),
		Failed:  state == awstypes.ModelCustomizationJobStatusFailed,
		Stopped: state == awstypes.ModelCustomizationJobStatusStopped,
		Ended:   ended(state),
		Met: waitFor == crud.WaitCreated || state == awstypes.ModelCustomizationJobStatusCompleted ||
			waitFor == crud.WaitValidated && validated || string(missing) == "true",
	}
}

// planBaseModel checks, where a job will be started, that the base model exists, may still be trained and supports this
// kind of training. What AWS refuses to tell is left to AWS.
func (r *modelCustomizationJobResource) planBaseModel(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	at := path.Root("base_model_identifier")
	identifier := planned(ctx, resp, at)
	kind := planned(ctx, resp, path.Root("customization_type"))
	region := planned(ctx, resp, path.Root("region"))
	if crud.PlanningOf(req) != crud.PlanCreate || identifier == "" || kind == "" || region == "" {
		return
	}
	if isCustomModel(identifier) {
		resp.Diagnostics.Append(r.checkCustomModel(ctx, region, identifier)...)
		return
	}
	warnHyperParameters(ctx, resp, identifier)
	model, err := r.Provider.Lookup.FoundationModel(ctx, region, identifier)
	if err != nil {
		resp.Diagnostics.Append(uncheckedModel(at, identifier, err)...)
		return
	}
	if lifecycle := model.ModelLifecycle; lifecycle != nil && lifecycle.Status == awstypes.FoundationModelLifecycleStatusLegacy {
		resp.Diagnostics.AddAttributeError(at, "Customizing a legacy model", fmt.Sprintf(
			"%s is LEGACY in %s: AWS accepts no new customization jobs for it. Choose an ACTIVE model.", identifier, region))
		return
	}
	if kind == string(awstypes.CustomizationTypeReinforcementFineTuning) {
		return // no model lists it
	}
	supported, others := r.trainable(ctx, region, kind, *model.ModelId)
	if !supported {
		resp.Diagnostics.AddAttributeError(at, "Customizing a model that does not support it", fmt.Sprintf(
			"%s does not support %s in %s. %s", identifier, kind, region, others))
	}
}

// uncheckedModel is what to tell of a base model that could not be looked up. Only what AWS keeps to itself, or cannot tell
// now, leaves the plan as it is.
func uncheckedModel(at path.Path, identifier string, err error) diag.Diagnostics {
	var absent *lookup.ModelNotFoundError
	switch {
	case errors.As(err, &absent):
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Customizing a model that does not exist", firstUpper(absent.Error())+".")}
	case isUnchecked(err):
		return apierr.Unchecked(at, "the base model", identifier, err, "")
	}
	return diag.Diagnostics{apierr.Diagnostic("Planning Bedrock "+jobKind, identifier, err)}
}

// isUnchecked reports an error after which a check is left to the apply.
func isUnchecked(err error) bool {
	var unknown *awsclient.UnknownArgumentsError
	return errors.As(err, &unknown) || apierr.Is(err, apierr.AccessDenied, apierr.Throttled, apierr.Unavailable)
}

// trainable reports whether a model supports a kind of training, itself or as one of its context variants, where AWS
// lists it: amazon.nova-micro-v1:0:128k for amazon.nova-micro-v1:0. Otherwise it names models that do.
func (r *modelCustomizationJobResource) trainable(ctx context.Context, region, kind, id string) (supported bool, others string) {
	models, err := r.Provider.Lookup.FoundationModels(ctx, region)
	if err != nil {
		return true, ""
	}
	var ids []string
	for _, model := range models {
		if !slices.Contains(model.CustomizationsSupported, awstypes.ModelCustomization(kind)) {
			continue
		}
		if *model.ModelId == id || strings.HasPrefix(*model.ModelId, id+":") {
			return true, ""
		}
		if model.ModelLifecycle == nil || model.ModelLifecycle.Status == awstypes.FoundationModelLifecycleStatusActive {
			ids = append(ids, *model.ModelId)
		}
	}
	if len(ids) == 0 {
		return false, "No model of this region does."
	}
	return false, "Models that do: " + strings.Join(ids[:min(len(ids), 8)], ", ") + "."
}

// planJobName warns when a new job would take over a fixed name, and refuses a name that AWS already knows.
func (r *modelCustomizationJobResource) planJobName(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	var name types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("job_name"), &name)...)
	region := planned(ctx, resp, path.Root("region"))
	if name.ValueString() == "" || region == "" || resp.Diagnostics.HasError() {
		return
	}
	if crud.Replaces(ctx, req, resp) {
		var old, from types.String
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("job_name"), &old)...)
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("region"), &from)...)
		if old.Equal(name) && from.ValueString() == region {
			resp.Diagnostics.AddAttributeWarning(path.Root("job_name"), "Replacing a job under a fixed name", fmt.Sprintf(
				"AWS never frees the name of a job, so the new job cannot be called %q again. Change job_name, or use job_name_prefix.",
				name.ValueString()))
		}
		return
	}
	if crud.PlanningOf(req) != crud.PlanCreate {
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if err != nil {
		return // Create says it
	}
	job, err := findJob(ctx, client, name.ValueString())
	if isUnchecked(err) {
		resp.Diagnostics.Append(apierr.Unchecked(path.Root("job_name"), "the name of the job", name.ValueString(), err, "")...)
	}
	if err != nil || r.mayBeOurs(ctx, client, job, resp) {
		return
	}
	found := nameInUse(job)
	if leftNothing(ctx, client, job) {
		// Terraform makes this plan before a destroy too, also to finish one that was interrupted after the job: an error
		// would stop it. AWS refuses the name when it comes to a create.
		resp.Diagnostics.AddAttributeWarning(path.Root("job_name"), found.Summary(), found.Detail())
		return
	}
	resp.Diagnostics.Append(found)
}

// leftNothing reports that a job looks as it does after a destroy: it was stopped, or its model is gone. A failed one does
// not: the plan to replace it must still be refused.
func leftNothing(ctx context.Context, client *bedrock.Client, job *bedrock.GetModelCustomizationJobOutput) bool {
	if job.OutputModelArn == nil {
		return job.Status == awstypes.ModelCustomizationJobStatusStopped
	}
	_, err := findModel(ctx, client, *job.OutputModelArn)
	return apierr.IsNotFound(err)
}

// warnOfRetraining says that a replacement deletes a trained model and pays for another training.
func warnOfRetraining(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if !crud.Replaces(ctx, req, resp) {
		return
	}
	var model, policy types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("output_model_arn"), &model)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("deletion_policy"), &policy)...)
	if model.ValueString() == "" {
		return
	}
	fate := "deletes"
	if policy.ValueString() == crud.DeletionAbandon {
		fate = "leaves behind"
	}
	resp.Diagnostics.AddWarning("Training a model again", fmt.Sprintf(
		"The plan %s the custom model %s and starts a new paid training job.", fate, model.ValueString()))
}

func planned(ctx context.Context, resp *resource.ModifyPlanResponse, at path.Path) string {
	var value types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, at, &value)...)
	return value.ValueString()
}

// isCustomModel reports whether an identifier is no foundation model's: the ARN of a custom model, or its name, which has no dot.
func isCustomModel(identifier string) bool {
	parsed, err := awsarn.Parse(identifier)
	if err != nil {
		return identifier != "" && !strings.Contains(identifier, ".")
	}
	return !strings.HasPrefix(parsed.Resource, "foundation-model/")
}

// checkCustomModel warns of a name that no custom model has: this apply may make the model, or a destroy may have deleted it.
func (r *modelCustomizationJobResource) checkCustomModel(ctx context.Context, region, identifier string) diag.Diagnostics {
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if err != nil || awsarn.IsARN(identifier) {
		return nil // Create says it
	}
	_, err = findModel(ctx, client, identifier)
	switch {
	case isUnchecked(err):
		return apierr.Unchecked(path.Root("base_model_identifier"), "the base model", identifier, err, "")
	case !apierr.IsNotFound(err):
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("base_model_identifier"), "Customizing a model that does not exist",
		fmt.Sprintf("There is no custom model %q in %s, and unless this apply makes one, AWS will refuse the job. The id of a foundation "+
			"model has its provider in front, such as amazon.nova-micro-v1:0:128k.", identifier, region))}
}

func firstUpper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
