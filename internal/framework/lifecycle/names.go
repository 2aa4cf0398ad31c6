// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// Name is an argument that names what is made, and that with a prefix of which a name is made.
type Name[M any] struct {
	// Argument is the name; Argument and _prefix the prefix, where Get has one.
	Argument string
	// Get is where the model has both; prefix is nil where there is none.
	Get func(m *M) (name, prefix *types.String)
}

// makeNames makes each name that is asked for by its prefix.
func (o *Object[M]) makeNames(m *M, made func(prefix string) string) {
	for _, name := range o.Names {
		if value, prefix := name.Get(m); prefix != nil && prefix.ValueString() != "" {
			*value = types.StringValue(made(prefix.ValueString()))
		}
	}
}

// unnamed is the model with the prefixes in the place of the names that are not made yet.
func (o *Object[M]) unnamed(m *M) *M {
	copied := *m
	o.makeNames(&copied, func(prefix string) string { return prefix })
	return &copied
}

// nameOf is the name of the object itself; empty where it has none.
func (o *Object[M]) nameOf(m *M) string {
	if len(o.Names) == 0 {
		return ""
	}
	name, _ := o.Names[0].Get(m)
	return name.ValueString()
}

// madeName reports whether the name of the object itself was made from a prefix.
func (o *Object[M]) madeName(m *M) bool {
	if len(o.Names) == 0 {
		return false
	}
	_, prefix := o.Names[0].Get(m)
	return prefix != nil && prefix.ValueString() != ""
}

// planNames refuses, for a new job, a name that AWS already knows: it never frees one.
func (r *managed[M, P]) planNames(ctx context.Context, req resource.ModifyPlanRequest, p *Plan[M]) {
	if len(r.thing.Names) == 0 || r.thing.Job == nil || r.thing.Job.FreesName || p.Region == "" || p.HasError() {
		return
	}
	at := path.Root(r.thing.Names[0].Argument)
	var name types.String
	p.Append(req.Config.GetAttribute(ctx, at, &name)...)
	if name.ValueString() == "" || p.HasError() {
		return
	}
	if p.instead != nil && r.thing.nameOf(p.instead) == name.ValueString() && P(p.instead).located().Region.ValueString() == p.Region {
		p.AddAttributeError(at, "Replacing a job under a fixed name", fmt.Sprintf(
			"AWS never frees the name of a job, so the new job cannot be called %q again. Either choose another %s, or use %[2]s_prefix.",
			name.ValueString(), at))
		return
	}
	if p.Was == nil {
		r.planNewName(ctx, p, at, name.ValueString())
	}
}

func (r *managed[M, P]) planNewName(ctx context.Context, p *Plan[M], at path.Path, name string) {
	client, err := p.Client(ctx)
	if err != nil {
		return // Create says it
	}
	existing, _, err := r.named(ctx, client, name)
	if apierr.Is(err, apierr.AccessDenied, apierr.Throttled, apierr.Unavailable) {
		p.Append(apierr.Unchecked(at, "the name of the job", name, err, "")...)
	}
	if err != nil || r.mayBeOurs(ctx, client, existing, at, p.Diagnostics) {
		return
	}
	answer := r.nameInUse(p.Now, existing)
	if r.spent(ctx, client, existing) {
		// Terraform makes this plan before a destroy too, also to finish one that was interrupted after the job: an error
		// would stop it. AWS refuses the name when it comes to a create.
		p.AddAttributeWarning(at, answer.Summary(), answer.Detail())
		return
	}
	if r.Provider.Jobs.Has(P(existing).located().ARN.ValueString()) {
		answer = diag.NewAttributeErrorDiagnostic(at, answer.Summary(), answer.Detail()+" The state has that job. "+r.thing.keeping())
	}
	p.Append(answer)
}

// mayBeOurs reports whether Create will perhaps take over the object that has the name, which only Create can tell: at plan, not
// every argument is known.
func (r *managed[M, P]) mayBeOurs(ctx context.Context, client *bedrock.Client, existing *M, at path.Path, diags *diag.Diagnostics) bool {
	if r.Provider.OwnershipKey == "" || r.tagsOf(ctx, client, existing)[tags.Owner] == "" {
		return false
	}
	diags.AddAttributeWarning(at, "Using the name of an existing "+r.thing.title(), fmt.Sprintf(
		"The name belongs to %s, which has the tag %s. The apply takes that %s over if an earlier apply of this configuration made it, "+
			"and stops otherwise.", P(existing).located().ARN.ValueString(), tags.Owner, r.thing.word()))
	return true
}

// spent reports that a job has left nothing that could be taken over.
func (r *managed[M, P]) spent(ctx context.Context, client *bedrock.Client, existing *M) bool {
	if r.thing.Job == nil {
		return false
	}
	status := r.thing.Wait.Status(existing).ValueString()
	failed := slices.Contains(r.thing.Wait.Failed, status) && !slices.Contains(r.thing.Job.Stopped, status)
	return failed || r.leftNothing(ctx, client, existing)
}

// leftNothing reports that a job looks as it does after a destroy: it was stopped, or what it made is gone.
func (r *managed[M, P]) leftNothing(ctx context.Context, client *bedrock.Client, existing *M) bool {
	isStopped := slices.Contains(r.thing.Job.Stopped, r.thing.Wait.Status(existing).ValueString())
	if r.thing.Job.Output == nil {
		return isStopped
	}
	made, status := r.thing.Job.Output.Get(existing)
	if made.ValueString() == "" {
		return isStopped
	}
	var ignored diag.Diagnostics
	r.readOutput(ctx, client, existing, &ignored)
	return status.ValueString() == notFound
}

// nameInUse is the answer to a name that another object has.
func (r *managed[M, P]) nameInUse(m, existing *M) diag.Diagnostic {
	argument := r.thing.Names[0].Argument
	arn, name := P(existing).located().ARN.ValueString(), r.thing.nameOf(existing)
	if r.thing.madeName(m) {
		return diag.NewAttributeErrorDiagnostic(path.Root(argument+"_prefix"), "Using the name of an existing "+r.thing.title(), fmt.Sprintf(
			"The name %q follows from the arguments and the provider's ownership_key, and belongs to %s%s. Nothing was started. Either\n\n"+
				"  - an apply made it and died before it wrote its state. Take it over: terraform import ADDRESS %[2]s\n"+
				"  - or another resource has it, with the same arguments: give this one a %[4]s_prefix of its own. On the other one, a new "+
				"prefix would %[5]s.",
			name, arn, r.standing(existing), argument, r.thing.undoing()))
	}
	takeOver := "  - take over that " + r.thing.word() + ": terraform import ADDRESS " + arn + "\n"
	freed := ""
	if r.thing.Job != nil && !r.thing.Job.FreesName {
		freed = " AWS never frees the name of a job, so nothing was started."
		status := r.thing.Wait.Status(existing).ValueString()
		if slices.Contains(r.thing.Wait.Failed, status) {
			takeOver = "" // it made nothing
		}
	}
	prefix := ""
	if _, p := r.thing.Names[0].Get(m); p != nil {
		prefix = fmt.Sprintf(", or\n  - use %s_prefix, which makes a new name for every run", argument)
	}
	return diag.NewAttributeErrorDiagnostic(path.Root(argument), "Using the name of an existing "+r.thing.title(), fmt.Sprintf(
		"The name %q belongs to %s%s.%s Either\n\n%s  - choose another %s%s.",
		name, arn, r.standing(existing), freed, takeOver, argument, prefix))
}

// word is what a sentence calls an object that it has named before.
func (o *Object[M]) word() string {
	if o.Job != nil {
		return "job"
	}
	return o.Noun
}

// undoing is what a replacement of another resource would do.
func (o *Object[M]) undoing() string {
	if o.Job != nil && o.Job.Output != nil {
		return "delete its " + o.Job.Output.word() + ", and it " + o.Again
	}
	return "replace it, which " + o.Again
}

// standing is the status of an object and AWS's reason, in parentheses.
func (r *managed[M, P]) standing(m *M) string {
	if r.thing.Wait == nil {
		return ""
	}
	text := r.thing.Wait.Status(m).ValueString()
	if failure := r.thing.Wait.Failure(m).ValueString(); failure != "" {
		text += ": " + failure
	}
	return " (" + text + ")"
}
