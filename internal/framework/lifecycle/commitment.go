// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// Commitment is a purchase that nobody can cancel: AWS charges all of it, and does not delete the object before it ends.
type Commitment[M any] struct {
	// Argument asks for one.
	Argument string
	Asked    func(m *M) bool
	// Until is when the commitment that runs ends (RFC 3339); null where none does.
	Until func(m *M) types.String
	// Note is a sentence on what follows its end.
	Note string
}

// committed is the private state of an object with a commitment. Terraform plans -replace as a create, without the state, but with
// what the plan before it left here.
const committed = "committed"

// mark is what is known of a commitment when the state is not.
type mark struct{ ARN, Until string }

// runs reports whether the commitment of an object runs at a time, and until when.
func (c *Commitment[M]) runs(m *M, now time.Time) (until string, runs bool) {
	if c == nil || m == nil {
		return "", false
	}
	until = c.Until(m).ValueString()
	return until, isAfter(until, now)
}

func isAfter(text string, now time.Time) bool {
	t, err := time.Parse(time.RFC3339, text)
	return err == nil && t.After(now)
}

// planCommitment refuses to buy a commitment where that is not allowed, and one beside another that still runs.
func (r *managed[M, P]) planCommitment(ctx context.Context, req resource.ModifyPlanRequest, p *Plan[M]) {
	c, now := r.thing.Commitment, r.Provider.Clock.Now()
	if c == nil {
		return
	}
	var known mark
	if until, runs := c.runs(p.Was, now); runs {
		known = mark{P(p.Was).located().ARN.ValueString(), until}
	} else if p.Was == nil {
		known = r.markOf(ctx, req, p)
	}
	if p.Creates() && isAfter(known.Until, now) {
		p.AddError("Buying a second commitment", fmt.Sprintf("%s is committed until %s, and AWS does not delete it before. The plan would "+
			"buy another one beside it. Undo what replaces it: -replace, a taint (terraform untaint), or a change of an argument that forces a "+
			"new resource. If the block was renamed, write\n\n%s\n\n"+
			"To buy another one on purpose, give it a block and a name of its own.",
			known.ARN, known.Until, crud.MovedBlock("bedrock_"+r.thing.Type)))
		return
	}
	if p.Creates() {
		p.Append(r.allowsCommitment(p.Now)...)
	}
	text, err := json.Marshal(known)
	if err != nil {
		panic(err) // strings always marshal
	}
	p.Append(p.resp.Private.SetKey(ctx, committed, text)...)
}

// markOf is the commitment that the plan of a create must not repeat: that of the object which the create is to replace, or of
// another one with its name that this process has read, which is how a tainted one looks.
func (r *managed[M, P]) markOf(ctx context.Context, req resource.ModifyPlanRequest, p *Plan[M]) (known mark) {
	text, diags := req.Private.GetKey(ctx, committed)
	p.Append(diags...)
	if len(text) > 0 && json.Unmarshal(text, &known) == nil && known.Until != "" {
		return known
	}
	seen, _ := r.Provider.Committed.Load(r.commitmentKey(p.Region, p.Now))
	known, _ = seen.(mark)
	return known
}

func (r *managed[M, P]) commitmentKey(region string, m *M) string {
	return r.kind(region) + "/" + r.thing.nameOf(m)
}

// rememberCommitment keeps what a refresh has seen for the plan that follows in this process.
func (r *managed[M, P]) rememberCommitment(m *M) {
	until, runs := r.thing.Commitment.runs(m, r.Provider.Clock.Now())
	if !runs {
		return
	}
	l := P(m).located()
	r.Provider.Committed.Store(r.commitmentKey(l.Region.ValueString(), m), mark{l.ARN.ValueString(), until})
}

// allowsCommitment is an error where a model asks for a commitment and the provider does not allow any.
func (r *managed[M, P]) allowsCommitment(m *M) diag.Diagnostics {
	c := r.thing.Commitment
	if c == nil || !c.Asked(m) || r.Provider.AllowCommitments {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(c.Argument), "Buying what cannot be cancelled", fmt.Sprintf(
		"With %s, AWS charges the whole term, whatever becomes of the resource. %s The provider buys that only with "+
			"allow_commitments = true in its block. Without %[1]s it is paid by the hour, until it is destroyed.", c.Argument, c.Note))}
}

// warnOfCommitment says at plan that a destroy will be refused, and from when on it will not.
func (r *managed[M, P]) warnOfCommitment(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.thing.Commitment == nil {
		return
	}
	var was M
	if resp.Diagnostics.Append(req.State.Get(ctx, &was)...); resp.Diagnostics.HasError() {
		return
	}
	until, runs := r.thing.Commitment.runs(&was, r.Provider.Clock.Now())
	if !runs || !r.Provider.Deletes(P(&was).located().DeletionPolicy) {
		return
	}
	resp.Diagnostics.AddWarning("Destroying what is committed", r.undeletable(P(&was).located().ARN.ValueString(), until))
}

// refusesDeletion is the error of a destroy while the commitment runs, before AWS is asked.
func (r *managed[M, P]) refusesDeletion(m *M) diag.Diagnostics {
	until, runs := r.thing.Commitment.runs(m, r.Provider.Clock.Now())
	if !runs {
		return nil
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic("Destroying what is committed",
		r.undeletable(P(m).located().ARN.ValueString(), until))}
}

func (r *managed[M, P]) undeletable(arn, until string) string {
	return fmt.Sprintf("%s is committed until %s. AWS does not delete it before, so the destroy stops here, and it stays in the state. %s\n\n"+
		"To forget it and let it run, with all that it costs, set deletion_policy = \"ABANDON\". %s",
		arn, until, r.thing.Commitment.Note, crud.ApplyAlone("ADDRESS"))
}

// commitmentNote is what the warning of an abandoned object says of its price.
func (r *managed[M, P]) commitmentNote(m *M) string {
	until, runs := r.thing.Commitment.runs(m, r.Provider.Clock.Now())
	if !runs {
		return ""
	}
	return fmt.Sprintf(", which is committed and paid until %s and longer unless somebody deletes it then,", until)
}
