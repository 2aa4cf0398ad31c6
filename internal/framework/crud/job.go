// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Values of wait_for.
const (
	WaitCreated   = "created"
	WaitValidated = "validated"
	WaitCompleted = "completed"
)

// Values of on_missing.
const (
	MissingKeep     = "keep"
	MissingRecreate = "recreate"
)

var (
	waitForPath = path.Root("wait_for")
	statusPath  = path.Root("status")
)

// WaitForAttribute says how far apply follows a job. phases are the values the job type knows, in order.
func WaitForAttribute(byDefault string, phases ...string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		Computed: true,
		Default:  stringdefault.StaticString(byDefault),
		MarkdownDescription: fmt.Sprintf("How far `terraform apply` follows the job: `%s`. Default `%s`. "+
			"A wait that is interrupted or times out is continued by the next apply; the job is never started twice.",
			strings.Join(phases, "`, `"), byDefault),
		Validators: []validator.String{stringvalidator.OneOf(phases...)},
	}
}

// OnMissingAttribute says what happens when AWS no longer has the record of a job.
func OnMissingAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		Computed: true,
		Default:  stringdefault.StaticString(MissingKeep),
		MarkdownDescription: "What to do when AWS no longer has the record of the job: `keep` keeps what the state knows, with a " +
			"warning; `recreate` plans a new job, which costs money. Default `keep`.",
		Validators: []validator.String{stringvalidator.OneOf(MissingKeep, MissingRecreate)},
	}
}

// AttemptAttribute is the one way to ask for a paid run again with the same arguments: it stands in the configuration, where it is
// reviewed, and an unattended pipeline cannot raise it.
func AttemptAttribute() schema.Int64Attribute {
	const reason = "A higher number forces a new job."
	return schema.Int64Attribute{
		Optional: true,
		Computed: true,
		Default:  int64default.StaticInt64(1),
		MarkdownDescription: "Raise it to run the job again with the same arguments. A job that failed after AWS had begun to charge for it is " +
			"not started again without, however often you apply; it is when the data are newer than the failure. A higher number forces a " +
			"new job; a lower one, or none, changes nothing. Default `1`.",
		PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplaceIf(
			func(_ context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse) {
				was := req.StateValue.ValueInt64()
				resp.RequiresReplace = req.PlanValue.IsUnknown() || req.PlanValue.ValueInt64() > max(was, 1) // older states have none
			}, reason, reason)},
		Validators: []validator.Int64{int64validator.AtLeast(1)},
	}
}

// JobState is what the state says of a job when a plan is made.
type JobState struct {
	Kind string // "model customization job"
	// Next says what an apply does about a job that failed.
	Next string
	Name string
	// Failure is AWS's message of a job that failed; empty when it did not.
	Failure string
	Failed  bool
	// Stopped says that somebody stopped the job.
	Stopped bool
	// Ended says that nothing of the job will change any more.
	Ended bool
	// Attempt is the number that pays for another run of a job that failed, where nothing less does; else 0.
	Attempt int64
	// Met says that the phase in wait_for has been reached. A record that aged out counts as met.
	Met bool
}

// JobOutputs are the computed attributes of a job that change while it runs, besides status.
type JobOutputs struct {
	// Moving change at any time, such as the times and the details of the status.
	Moving []path.Path
	// Final are filled by completion only.
	Final []path.Path
}

// PlanJob plans the status of a job and everything that completion fills: unknown while the configured wait is unmet, so
// that the next apply waits on; null at create where nothing waits for completion; and a replacement, with a warning
// about the price, when the job failed before it got as far as was asked for. read is called for existing jobs only.
func PlanJob(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
	outputs JobOutputs, read func(waitFor string) JobState,
) {
	var waitFor types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, waitForPath, &waitFor)...)
	if resp.Diagnostics.HasError() || waitFor.IsUnknown() {
		return
	}
	if PlanningOf(req) == PlanCreate {
		if waitFor.ValueString() != WaitCompleted {
			PlanNull(ctx, resp, outputs.Final...)
		}
		return
	}
	unmet := slices.Concat([]path.Path{statusPath}, outputs.Moving, outputs.Final)
	job := read(waitFor.ValueString())
	switch {
	case job.Met && job.Failed, job.Stopped:
		if !Replaces(ctx, req, resp) {
			resp.Diagnostics.AddAttributeWarning(statusPath, "Keeping an unfinished "+job.Kind, job.kept())
		}
	case job.Met:
	case job.Failed:
		ResumePlan(ctx, resp, unmet...)
		resp.RequiresReplace = append(resp.RequiresReplace, statusPath)
		resp.Diagnostics.AddAttributeWarning(statusPath, "Replacing a failed "+job.Kind, fmt.Sprintf(
			"%s failed: %s\n\n%s", job.Name, job.Failure, job.Next))
	case job.Ended:
	default:
		ResumePlan(ctx, resp, unmet...)
	}
}

// kept is what to tell of a job that failed after the phase that is waited for, or was stopped.
func (job JobState) kept() string {
	ended := "was stopped before it was completed."
	if job.Failed {
		ended = "failed after the phase that wait_for asks for: " + job.Failure
	}
	if job.Attempt > 0 {
		return fmt.Sprintf("%s %s\n\nIt stays as a record. AWS charges for what it had done, so -replace does not start it again. "+
			"When the cause is mended, set attempt = %d, and another name where the name is fixed; that starts a new paid job.",
			job.Name, ended, job.Attempt)
	}
	return fmt.Sprintf("%s %s\n\nIt stays as a record. To run it again, apply with -replace, and under another name where the name is "+
		"fixed; that starts a new paid job.", job.Name, ended)
}
