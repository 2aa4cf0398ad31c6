// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// planJob plans the status of a job and all that completion fills, from what the state says of it.
func (r *managed[M, P]) planJob(ctx context.Context, req resource.ModifyPlanRequest, p *Plan[M]) {
	r.warnOfRepeat(ctx, req, p)
	outputs := crud.JobOutputs{Moving: roots(r.thing.Moving), Final: roots(r.thing.Job.Final)}
	crud.PlanJob(ctx, req, p.resp, outputs, func(waitFor string) crud.JobState {
		job, w := r.thing.Job, r.thing.Wait
		status := w.Status(p.Was).ValueString()
		isStopped := slices.Contains(job.Stopped, status)
		isFailed := r.thing.failed(p.Was)
		isValidated := job.Validated != nil && job.Validated(p.Was)
		var attempt int64
		if isFailed && r.refusal(ctx, p.Was) != "" {
			attempt = nextAttempt(P(p.Was))
		}
		return crud.JobState{
			Next: r.afterFailure(ctx, p), Attempt: attempt,
			Kind: r.thing.Noun, Name: P(p.Was).located().ARN.ValueString(), Failure: w.Failure(p.Was).ValueString(),
			Failed:  isFailed,
			Stopped: isStopped,
			Ended:   r.thing.ended(p.Was),
			Met: waitFor == crud.WaitCreated || slices.Contains(w.Ready, status) || waitFor == crud.WaitValidated && isValidated ||
				trackedOf(P(p.Was)).RecordStatus.ValueString() == recordExpired,
		}
	})
}

// planDeletion asks whether the object may be destroyed or replaced, and says that the plan deletes what a job has made, which
// only another paid job brings back. A block that was renamed is, to Terraform, one that goes and another that comes.
func (r *managed[M, P]) planDeletion(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var was M
	if crud.PlanningOf(req) != crud.PlanCreate {
		resp.Diagnostics.Append(req.State.Get(ctx, &was)...)
	}
	crud.PlanDeletion(ctx, req, resp, r.Provider, r.unsaid(&was))
	if crud.PlanningOf(req) != crud.PlanDestroy || !r.Provider.Deletes(P(&was).located().DeletionPolicy) {
		return
	}
	r.warnOfStop(&was, &resp.Diagnostics)
	made := r.made(&was)
	if made == "" || resp.Diagnostics.HasError() {
		return
	}
	output := r.thing.Job.Output
	resp.Diagnostics.AddWarning("Deleting a "+output.Noun, fmt.Sprintf("The plan deletes the %[1]s %[2]s, as deletion_policy says. It cannot "+
		"be had back, only made again, and that %[3]s. If the block was renamed, nothing needs to be deleted: write\n\n"+
		"%[4]s\n\nTo keep it, set deletion_policy = \"ABANDON\" and apply that first.",
		output.Noun, made, r.thing.Again, crud.MovedBlock("bedrock_"+r.thing.Type)))
}

// made is the ARN of what a job has made and nobody has deleted; empty where there is none.
func (r *managed[M, P]) made(m *M) string {
	if r.thing.Job == nil || r.thing.Job.Output == nil {
		return ""
	}
	return There(r.thing.Job.Output, m).ValueString()
}

// unsaid refuses to delete what a job has made while nobody has said that it may be; nil where there is none.
func (r *managed[M, P]) unsaid(m *M) diag.Diagnostic {
	made := r.made(m)
	if made == "" {
		return nil
	}
	return crud.UnsaidDeletion("The "+r.thing.Job.Output.Noun+" "+made, "bedrock_"+r.thing.Type)
}

// warnOfStop says that the plan stops a job that runs and is paid for.
func (r *managed[M, P]) warnOfStop(was *M, diags *diag.Diagnostics) {
	if r.thing.Job == nil || r.thing.ended(was) || P(was).located().ARN.ValueString() == "" {
		return
	}
	diags.AddWarning("Stopping a running "+r.thing.Noun, "The plan stops "+P(was).located().ARN.ValueString()+". What it has done is "+
		"charged, and lost; another one "+r.thing.Again+".")
}

// warnOfOutput says that a replacement deletes what a job has made, and pays for making it again.
func (r *managed[M, P]) warnOfOutput(ctx context.Context, p *Plan[M]) {
	if r.thing.Job == nil || !p.replaces {
		return
	}
	if r.Provider.Deletes(P(p.Was).located().DeletionPolicy) || r.Provider.Unsaid(P(p.Was).located().DeletionPolicy) {
		r.warnOfStop(p.Was, p.Diagnostics)
	}
	if r.thing.Job.Output == nil {
		if why := unseen(ctx, p); why != "" && !r.thing.failed(p.Was) {
			p.AddWarning("Repeating "+article(r.thing.Noun), fmt.Sprintf("The plan replaces %s%s, and %s.%s",
				P(p.Was).located().ARN.ValueString(), r.standing(p.Was), r.thing.Again, why))
		}
		return
	}
	made, _ := r.thing.Job.Output.Get(p.Was)
	if made.ValueString() == "" || r.Provider.Unsaid(P(p.Was).located().DeletionPolicy) {
		return
	}
	fate := "leaves behind"
	if r.Provider.Deletes(P(p.Was).located().DeletionPolicy) {
		fate = "deletes"
	}
	p.AddWarning(r.thing.Job.Output.Again, fmt.Sprintf("The plan %s the %s %s and %s.%s",
		fate, r.thing.Job.Output.Noun, made.ValueString(), r.thing.Again, unseen(ctx, p)))
}

// unseen says which arguments replace an object only because the plan cannot know them; empty where none does.
func unseen[M any](ctx context.Context, p *Plan[M]) string {
	attributes := crud.ReplacedUnseen(ctx, p.resp)
	if len(attributes) == 0 {
		return ""
	}
	return fmt.Sprintf(" It does so because %s cannot be known before the apply: what that comes from is new in this plan. If a block "+
		"there was renamed, write a moved block for it, and nothing is replaced.", strings.Join(attributes, " and "))
}
