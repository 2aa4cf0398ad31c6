// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// Create makes the object, saves it the moment AWS names it, and waits for it.
func (r *managed[M, P]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	diags := &resp.Diagnostics
	summary := "Creating " + r.thing.title()
	var m M
	diags.Append(req.Plan.Get(ctx, &m)...)
	timeout, timeoutDiags := P(&m).located().Timeouts.Create(ctx, r.thing.Timeouts.Create)
	diags.Append(timeoutDiags...)
	diags.Append(refused(r.checkRules(ctx, ruled{plan: req.Plan, config: req.Config.Raw, state: nothing(req.Plan)}))...)
	if diags.HasError() {
		return
	}
	region, err := crud.RegionOf(ctx, r.Provider, P(&m).located().Region)
	if crud.Failed(diags, summary, "", err) {
		return
	}
	client, ok := r.client(ctx, region, summary, "", diags)
	if !ok {
		return
	}
	r.mergeTags(&m)
	diags.Append(r.allowsCommitment(&m)...)
	diags.Append(refused(r.withinCeiling(&m))...)
	if diags.HasError() {
		return
	}
	if r.refusesRepeat(ctx, &m, region, resp) {
		return
	}
	owner, err := crud.Own(ctx, r.Provider, region, "bedrock_"+r.thing.Type, r.thing.Create.Input(r.thing.unnamed(&m), ""))
	if crud.Failed(diags, summary, "", err) {
		return
	}
	defer owner.Release()
	arn, err := r.start(ctx, client, &m, owner, diags)
	if err != nil {
		diags.Append(r.refused(ctx, client, &m, err))
		return
	}
	P(&m).located().ARN, P(&m).located().Region = types.StringValue(arn), types.StringValue(region)
	if r.thing.Job != nil {
		trackedOf(P(&m)).fillDefaults()
	}
	diags.Append(crud.SaveCreated(ctx, req.Plan, resp, &m, arn)...)
	defer crud.Rescue(ctx, crud.WaitingInCreate, r.thing.Noun, arn, diags)

	err = r.await(ctx, client, arn, &m, timeout, diags)
	diags.Append(crud.SaveCreated(ctx, req.Plan, resp, &m, arn)...)
	diags.Append(r.waitDiagnostics(crud.WaitingInCreate, arn, &m, err)...)
	if err == nil {
		diags.Append(r.underWay(&m)...)
	}
	diags.Append(owner.Unmark(ctx, arn, func(ctx context.Context) error {
		return tags.SyncBedrock(ctx, client, arn, map[string]string{tags.Owner: ""}, nil)
	})...)
}

// maxNames bounds the search for a made name that nothing has had: more than anybody makes with the same arguments.
const maxNames = 1000

// start sends the create, with names made from their prefixes. Where a name is taken by what has our mark, it is that: an apply
// that died made it. With an owner, made names are the same in every run; those of jobs that left nothing are passed over, since
// AWS never frees them.
func (r *managed[M, P]) start(
	ctx context.Context, client *bedrock.Client, m *M, owner crud.Ownership, diags *diag.Diagnostics,
) (arn string, err error) {
	for turn := range maxNames {
		r.thing.makeNames(m, func(prefix string) string { return owner.Name(prefix, turn, r.Provider.Clock.Now()) })
		arn, err = r.send(ctx, client, m, owner)
		if r.Provider.OwnershipKey == "" || !apierr.Is(err, apierr.NameInUse, apierr.Conflict) {
			return arn, err
		}
		existing, _, findErr := r.named(ctx, client, r.thing.nameOf(m))
		switch {
		case findErr != nil:
			return "", err
		case r.spent(ctx, client, existing) && r.thing.madeName(m):
			continue // marked or not: where the mark may not be taken off, it would be taken over for ever
		case owner.Marks(r.tagsOf(ctx, client, existing)):
			arn = P(existing).located().ARN.ValueString()
			diags.Append(owner.TakenOver(r.thing.Noun, arn))
			return arn, nil
		default:
			return "", err
		}
	}
	return "", err
}

// send sends the one request that creates, marked by its owner. When its answer is lost, an object of the same name with our
// token is ours; with any other token it is not, and the error stands. Where AWS tells no token, one whose name was made for this
// request is ours.
func (r *managed[M, P]) send(ctx context.Context, client *bedrock.Client, m *M, owner crud.Ownership) (arn string, err error) {
	marked := *m
	if len(r.thing.Tags) > 0 {
		_, _, all := r.thing.Tags[0].Get(&marked)
		*all = tags.Value(owner.Mark(tags.Map(*all)))
	}
	token := crud.NewToken()
	input := r.thing.Create.Input(&marked, token)
	sent := false
	request := func(ctx context.Context) (arn string, err error) {
		passing := func(err error) bool {
			return r.thing.Create.passing != nil && r.thing.Create.passing(ctx, r.Provider, m, err)
		}
		err = wait.Retry(ctx, r.Provider.Clock, r.thing.Create.patience, passing, func(ctx context.Context) error {
			sent = sent || ctx.Err() == nil
			arn, err = r.thing.Create.send(ctx, client, input)
			return err
		})
		return arn, err
	}
	return crud.CreateOnce(ctx, r.Provider.Clock, request, func(ctx context.Context) string {
		untold := r.thing.Job == nil || r.thing.Read.tokenless
		isNew := untold && r.thing.madeName(m) && r.Provider.OwnershipKey == ""
		switch {
		case !sent:
			return ""
		case untold && !isNew: // AWS answers a token that it knows with what it made
			again, err := request(ctx)
			if err != nil {
				return ""
			}
			return again
		}
		found, createdBy, err := r.named(ctx, client, r.thing.nameOf(m))
		if err != nil || createdBy != token && !isNew {
			return ""
		}
		return P(found).located().ARN.ValueString()
	})
}

// refused is the diagnostic of a create that AWS refused. A name that is taken names who has it.
func (r *managed[M, P]) refused(ctx context.Context, client *bedrock.Client, m *M, err error) diag.Diagnostic {
	summary, name := "Creating "+r.thing.title(), r.thing.nameOf(m)
	if apierr.Is(err, apierr.NameInUse, apierr.Conflict) {
		if existing, _, findErr := r.named(ctx, client, name); findErr == nil {
			return r.nameInUse(m, existing)
		}
	}
	if r.thing.Refused != nil {
		if explained := r.thing.Refused(ctx, client, m, err); explained != nil {
			return explained
		}
	}
	if _, has := r.thing.Attributes()["role_arn"]; has && apierr.IsRolePropagation(err) {
		return apierr.AttributeDiagnostic(path.Root("role_arn"), summary, name, err)
	}
	return apierr.Diagnostic(summary, name, err)
}

// tagsOf are the tags of an object; nil where AWS does not tell.
func (r *managed[M, P]) tagsOf(ctx context.Context, client *bedrock.Client, m *M) map[string]string {
	all, err := tags.ListBedrock(ctx, client, P(m).located().ARN.ValueString())
	if err != nil {
		return nil
	}
	return all
}
