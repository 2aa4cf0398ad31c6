// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// planJob plans the status of a job and all that completion fills, from what the state says of it.
func (r *managed[M, P]) planJob(ctx context.Context, req resource.ModifyPlanRequest, p *Plan[M]) {
	r.warnOfRepeat(ctx, p)
	outputs := crud.JobOutputs{Moving: roots(r.thing.Moving), Final: roots(r.thing.Job.Final)}
	crud.PlanJob(ctx, req, p.resp, outputs, func(waitFor string) crud.JobState {
		job, w := r.thing.Job, r.thing.Wait
		status := w.Status(p.Was).ValueString()
		isStopped := slices.Contains(job.Stopped, status)
		isValidated := job.Validated != nil && job.Validated(p.Was)
		return crud.JobState{
			Next: r.afterFailure(ctx, p),
			Kind: r.thing.Noun, Name: P(p.Was).located().ARN.ValueString(), Failure: w.Failure(p.Was).ValueString(),
			Failed:  slices.Contains(w.Failed, status) && !isStopped,
			Stopped: isStopped,
			Ended:   r.thing.ended(p.Was),
			Met: waitFor == crud.WaitCreated || slices.Contains(w.Ready, status) || waitFor == crud.WaitValidated && isValidated ||
				isMarked(ctx, req.Private, recordMissing, p.Diagnostics),
		}
	})
}

// warnOfDeletion says that the plan deletes what a job has made, which only another paid job brings back. A block that was renamed
// is, to Terraform, one that goes and another that comes.
func (r *managed[M, P]) warnOfDeletion(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.thing.Job == nil || r.thing.Job.Output == nil {
		return
	}
	var was M
	if resp.Diagnostics.Append(req.State.Get(ctx, &was)...); resp.Diagnostics.HasError() {
		return
	}
	made := There(r.thing.Job.Output, &was)
	if made.ValueString() == "" || P(&was).located().DeletionPolicy.ValueString() != crud.DeletionDelete {
		return
	}
	output := r.thing.Job.Output
	resp.Diagnostics.AddWarning("Deleting a "+output.Noun, fmt.Sprintf("The plan deletes the %[1]s %[2]s. It cannot be had back, only made "+
		"again, and that %[3]s. If the block was renamed, nothing needs to be deleted: write\n\n"+
		"  moved {\n    from = bedrock_%[4]s.OLD_NAME\n    to   = bedrock_%[4]s.NEW_NAME\n  }\n\n"+
		"To keep it, set deletion_policy = \"ABANDON\" and apply that first.",
		output.Noun, made.ValueString(), r.thing.Again, r.thing.Type))
}

// warnOfOutput says that a replacement deletes what a job has made, and pays for making it again.
func (r *managed[M, P]) warnOfOutput(p *Plan[M]) {
	if r.thing.Job == nil || r.thing.Job.Output == nil || !p.replaces {
		return
	}
	made, _ := r.thing.Job.Output.Get(p.Was)
	if made.ValueString() == "" {
		return
	}
	fate := "deletes"
	if P(p.Was).located().DeletionPolicy.ValueString() == crud.DeletionAbandon {
		fate = "leaves behind"
	}
	p.AddWarning(r.thing.Job.Output.Again, fmt.Sprintf("The plan %s the %s %s and %s.",
		fate, r.thing.Job.Output.Noun, made.ValueString(), r.thing.Again))
}
