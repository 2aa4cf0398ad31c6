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
