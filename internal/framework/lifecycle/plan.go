// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

// Plan is what the plan of one object looks like to the checks of its type. It is not made for a destroy.
type Plan[M any] struct {
	// Now is what is planned, as far as known: what is unknown is null here. Was is the state, nil when the object is new.
	Now, Was *M
	// Region is the object's, empty while it is not known.
	Region string
	*diag.Diagnostics

	resp     *resource.ModifyPlanResponse
	provider *crud.ProviderData
	replaces bool
	instead  *M // what a new object takes the place of, while that is tried
	noun     string
}

// Creates reports whether the apply will make an object: the first, or one in the place of what it destroys.
func (p *Plan[M]) Creates() bool { return p.Was == nil || p.replaces }

// Set plans a value of a computed attribute.
func (p *Plan[M]) Set(ctx context.Context, attribute string, value any) {
	p.Append(p.resp.Plan.SetAttribute(ctx, path.Root(attribute), value)...)
}

// Instead is what a new object takes the place of, while that is tried; nil otherwise.
func (p *Plan[M]) Instead() *M { return p.instead }

// Doubt tells of a value that AWS will probably refuse: a warning, or an error where something would be destroyed before AWS is asked.
// plan_checks = "warn" makes it a warning everywhere.
func (p *Plan[M]) Doubt(at path.Path, summary, detail string) {
	if rules := p.provider.Rules; p.instead == nil || rules.Off || rules.WarnOnly {
		p.AddAttributeWarning(at, summary, detail+" AWS will judge it when the "+p.noun+" is created.")
		return
	}
	p.AddAttributeError(at, summary, detail+" AWS judges it only after the "+p.noun+" that it replaces is destroyed. Where AWS takes it all "+
		"the same, plan_checks = \"warn\" in the provider block lets it pass.")
}

// Lookup is the cached readers of AWS.
func (p *Plan[M]) Lookup() *lookup.Readers { return p.provider.Lookup }

// Client is Bedrock's client of the object's region.
func (p *Plan[M]) Client(ctx context.Context) (*bedrock.Client, error) {
	return p.provider.Clients.Bedrock(ctx, p.Region)
}

// IsUnknown reports whether an argument will be known only when the apply comes to it.
func (p *Plan[M]) IsUnknown(ctx context.Context, argument string) bool {
	var value attr.Value
	p.Append(p.resp.Plan.GetAttribute(ctx, path.Root(argument), &value)...)
	return value != nil && value.IsUnknown()
}

// IsWhollyKnown reports whether an argument is known at plan, with all that is in it.
func (p *Plan[M]) IsWhollyKnown(ctx context.Context, argument string) bool {
	var value attr.Value
	p.Append(p.resp.Plan.GetAttribute(ctx, path.Root(argument), &value)...)
	if value == nil {
		return true
	}
	raw, err := value.ToTerraformValue(ctx)
	return err == nil && raw.IsFullyKnown()
}

// Objects is S3 in the object's region.
func (p *Plan[M]) Objects(ctx context.Context) (*objectstore.Store, error) {
	client, err := p.provider.Clients.S3(ctx, p.Region)
	if err != nil {
		return nil, err
	}
	return objectstore.New(client), nil
}

// ModifyPlan plans what configuration alone does not say, in one order for every type: the region, the tags, the checks of the
// type, the wait, and last the deletion, when the plan is known to replace or not.
func (r *managed[M, P]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Provider == nil {
		return
	}
	if crud.PlanningOf(req) != crud.PlanDestroy {
		crud.PlanRegion(ctx, req, resp, r.Provider)
		for _, set := range r.thing.Tags {
			tags.PlanAll(ctx, req, resp, r.Provider.DefaultTags, path.Root(set.Name), path.Root(set.Name+"_all"))
		}
		crud.PlanPolicy(ctx, req, resp, r.Provider, r.thing.byDefault())
		r.planChange(ctx, req, resp)
	} else {
		r.warnOfCommitment(ctx, req, resp)
	}
	r.planDeletion(ctx, req, resp)
}

func (r *managed[M, P]) planChange(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	p := r.plan(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	p.Append(r.checkRules(ctx, ruled{plan: resp.Plan, config: req.Config.Raw, state: req.State.Raw})...)
	if resp.Diagnostics.HasError() {
		return
	}
	if r.thing.Job != nil {
		r.planJob(ctx, req, p)
	} else {
		r.planObject(ctx, req, p)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if p.replaces && (r.refusesUnread(p) || r.refusesReplacement(ctx, req, p)) {
		return
	}
	r.checkRole(ctx, p)
	if r.thing.Plan != nil {
		r.thing.Plan(ctx, p)
	}
	r.planNames(ctx, req, p)
	r.warnOfOutput(ctx, p)
	r.planCommitment(ctx, req, p)
	if p.Was == nil {
		p.Append(r.withinCeiling(p.Now)...)
	}
}

// refusesReplacement holds the new object against the checks of a create, before the old one is destroyed for it.
func (r *managed[M, P]) refusesReplacement(ctx context.Context, req resource.ModifyPlanRequest, p *Plan[M]) bool {
	found := diag.Diagnostics{}
	trial := *p
	trial.Was, trial.instead, trial.replaces, trial.Diagnostics = nil, p.Was, false, &found
	r.checkRole(ctx, &trial)
	if r.thing.Plan != nil {
		r.thing.Plan(ctx, &trial)
	}
	r.planNames(ctx, req, &trial)
	trial.Append(r.replacementWithinCeiling(ctx, req.Config)...)
	if !found.HasError() {
		return false // the plan of the new object, which Terraform asks for next, says all of this again
	}
	crud.RefuseReplacement(ctx, p.resp, found)
	return true
}

func (r *managed[M, P]) plan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) *Plan[M] {
	p := &Plan[M]{
		Now: new(M), Diagnostics: &resp.Diagnostics, resp: resp, provider: r.Provider, replaces: crud.Replaces(ctx, req, resp),
		noun: r.thing.word(),
	}
	p.Append(decodeKnown(ctx, resp.Plan, p.Now)...)
	p.Region = P(p.Now).located().Region.ValueString()
	if crud.PlanningOf(req) == crud.PlanUpdate {
		p.Was = new(M)
		p.Append(req.State.Get(ctx, p.Was)...)
	}
	return p
}

// planObject leaves open what will change: all that moves, while the object is not ready or when an argument is changed in
// place. One that failed is replaced.
func (r *managed[M, P]) planObject(ctx context.Context, req resource.ModifyPlanRequest, p *Plan[M]) {
	w := r.thing.Wait
	switch {
	case p.Was == nil:
		return
	case w != nil && slices.Contains(w.Failed, w.Status(p.Was).ValueString()):
		r.replaceFailed(ctx, p)
		return
	case p.replaces:
		return
	}
	open := r.thing.Update != nil && r.argumentsChange(req)
	if w != nil {
		open = open || !slices.Contains(w.Ready, w.Status(p.Was).ValueString())
	}
	if open {
		crud.ResumePlan(ctx, p.resp, r.moving()...)
	}
}

// replaceFailed plans another object in the place of one that failed, and tells AWS's reason and the price.
func (r *managed[M, P]) replaceFailed(ctx context.Context, p *Plan[M]) {
	at := path.Root(r.thing.Wait.attribute())
	crud.ResumePlan(ctx, p.resp, r.moving()...)
	p.resp.RequiresReplace = append(p.resp.RequiresReplace, at)
	p.AddAttributeWarning(at, "Replacing a failed "+r.thing.Noun, fmt.Sprintf("%s failed: %s\n\nThe next apply %s.",
		P(p.Was).located().ARN.ValueString(), r.thing.Wait.Failure(p.Was).ValueString(), r.thing.Again))
}

// argumentsChange reports whether an argument that AWS sees differs from the state.
func (r *managed[M, P]) argumentsChange(req resource.ModifyPlanRequest) bool {
	var now, was map[string]tftypes.Value
	if req.Plan.Raw.As(&now) != nil || req.State.Raw.As(&was) != nil {
		return true
	}
	for name, attribute := range r.thing.Attributes() {
		argument := attribute.IsRequired() || attribute.IsOptional()
		if argument && !slices.Contains(r.thing.ProviderOnly, name) && !now[name].Equal(was[name]) {
			return true
		}
	}
	return false
}

// moving are the paths of all that changes while the object is not ready.
func (r *managed[M, P]) moving() (all []path.Path) {
	if r.thing.Wait != nil {
		all = append(all, path.Root(r.thing.Wait.attribute()))
	}
	return append(all, roots(r.thing.Moving)...)
}

func roots(attributes []string) []path.Path {
	paths := make([]path.Path, len(attributes))
	for i, name := range attributes {
		paths[i] = path.Root(name)
	}
	return paths
}
