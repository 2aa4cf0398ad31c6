// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

// A failed job is paid for once, however often an unattended pipeline applies. Terraform plans a job that failed in its create as a
// new one, without its state: what this process has read or deleted tells that the inputs are those of a failure. A plan only
// warns, since Terraform makes one before a destroy too; the create refuses, before anything is paid, and gives the state the failed
// record back, so that the next apply knows it as well. With create_before_destroy, the create comes first and knows nothing yet.

// fillDefaults gives the arguments that AWS never sees their defaults, in a state that an older version wrote.
func (t *Tracked) fillDefaults() {
	if t.Attempt.IsNull() {
		t.Attempt = types.Int64Value(1)
	}
	if t.RecordStatus.ValueString() == "" {
		t.RecordStatus = types.StringValue(recordKept)
	}
}

// failed reports that a job ended by itself, without what it was to make.
func (o *Object[M]) failed(m *M) bool {
	status := o.statusOf(m)
	return slices.Contains(o.Wait.Failed, status) && !slices.Contains(o.Job.Stopped, status)
}

func (r *managed[M, P]) kind(region string) string { return r.thing.Type + "/" + region }

// remember keeps the model of a job for the plan or the create that follows in this process.
func (r *managed[M, P]) remember(m *M) {
	arn := P(m).located().ARN.ValueString()
	copied := *m
	r.Provider.Jobs.Add(r.kind(crud.RegionFromARN(arn)), arn, &copied)
}

// repeated is the failed job that a new one would repeat.
func (r *managed[M, P]) repeated(m *M, region string) *M {
	return r.seen(m, region, r.thing.failed)
}

// seen is a job of the state that a new one is like: one with the same arguments, names and tags left out, whose attempt is as high.
func (r *managed[M, P]) seen(m *M, region string, wanted func(*M) bool) *M {
	for _, one := range r.Provider.Jobs.Of(r.kind(region)) {
		job, ok := one.(*M)
		asHigh := ok && attemptOf(P(job)) >= attemptOf(P(m))
		if asHigh && wanted(job) && crud.Repeats(r.anonymous(m), r.anonymous(job)) {
			return job
		}
	}
	return nil
}

// anonymous is the create input without names and tags.
func (r *managed[M, P]) anonymous(m *M) any {
	copied := *m
	for _, name := range r.thing.Names {
		value, _ := name.Get(&copied)
		*value = types.StringNull()
	}
	for _, set := range r.thing.Tags {
		_, own, all := set.Get(&copied)
		*own, *all = types.MapNull(types.StringType), types.MapNull(types.StringType)
	}
	return r.thing.Create.Input(&copied, "")
}

// warnOfRepeat tells, in the plan of a new job, that the state has one with the same arguments.
func (r *managed[M, P]) warnOfRepeat(ctx context.Context, req resource.ModifyPlanRequest, p *Plan[M]) {
	if p.Was != nil || p.Region == "" {
		return
	}
	failed := r.repeated(p.Now, p.Region)
	if failed == nil {
		r.warnOfTwin(req, p)
		return
	}
	if r.refusal(ctx, failed) != "" {
		p.AddAttributeWarning(path.Root("attempt"), "Repeating a failed "+r.thing.Noun, r.refusal(ctx, failed))
		return
	}
	change := "with the same arguments"
	if r.dataChanged(ctx, failed) {
		change = "as its data have changed since"
	}
	p.AddAttributeWarning(path.Root("status"), "Repeating a failed "+r.thing.Noun, fmt.Sprintf("%s The next apply starts it again, %s.",
		r.failure(failed), change))
}

// warnOfTwin tells of a job that did not fail. What is unknown may differ, so it waits until all is known, as it is where a block was
// renamed or an object tainted.
func (r *managed[M, P]) warnOfTwin(req resource.ModifyPlanRequest, p *Plan[M]) {
	if !req.Config.Raw.IsFullyKnown() {
		return
	}
	twin := r.seen(p.Now, p.Region, func(m *M) bool { return !r.thing.failed(m) })
	if twin == nil {
		return
	}
	p.AddWarning("Repeating "+article(r.thing.Noun), fmt.Sprintf("The state has %s%s, with the same arguments. The apply %s.\n\n%s",
		P(twin).located().ARN.ValueString(), r.standing(twin), r.thing.Again, r.thing.keeping()))
}

// keeping says how an object of the state is kept that a plan is about to make once more.
func (o *Object[M]) keeping() string {
	return "To keep what there is: if it was tainted, terraform untaint ADDRESS; if it is replaced on request, leave -replace out; if its " +
		"block was renamed, write\n\n" + crud.MovedBlock("bedrock_"+o.Type)
}

// afterFailure is what an apply does about a failed job that the state has.
func (r *managed[M, P]) afterFailure(ctx context.Context, p *Plan[M]) string {
	if failed := r.repeated(p.Now, p.Region); failed != nil {
		if why := r.refusal(ctx, failed); why != "" {
			return why
		}
	}
	return "The next apply " + r.thing.Again + "."
}

// refusesRepeat refuses to pay again for what has failed, and gives the state the record of the failure back.
func (r *managed[M, P]) refusesRepeat(ctx context.Context, m *M, region string, resp *resource.CreateResponse) bool {
	if r.thing.Job == nil {
		return false
	}
	failed := r.repeated(m, region)
	if failed == nil {
		return false
	}
	why := r.refusal(ctx, failed)
	if why == "" {
		return false
	}
	resp.Diagnostics.AddAttributeError(path.Root("attempt"), "Repeating a failed "+r.thing.Noun, why)
	resp.Diagnostics.Append(resp.State.Set(ctx, failed)...)
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, P(failed).located().ARN.ValueString())...)
	return true
}

// refusal says why a failed job is not started again; empty when it may be: when nothing was billed, and when its data are newer
// than the failure.
func (r *managed[M, P]) refusal(ctx context.Context, failed *M) string {
	if r.thing.Job.Billed == nil || !r.thing.Job.Billed(failed) || r.dataChanged(ctx, failed) {
		return ""
	}
	return fmt.Sprintf("%s AWS charges for what it had done, so it is not started again with the same arguments. When the cause is "+
		"mended, set attempt = %d, which pays for another run.", r.failure(failed), nextAttempt(P(failed)))
}

// attemptOf is which run of a job it is; older states do not say, and have the first.
func attemptOf(model any) int64 { return max(trackedOf(model).Attempt.ValueInt64(), 1) }

// nextAttempt is the number that pays for another run of a job.
func nextAttempt(model any) int64 { return attemptOf(model) + 1 }

// article is a noun with its article.
func article(noun string) string {
	if strings.ContainsAny(noun[:1], "aeiou") {
		return "an " + noun
	}
	return "a " + noun
}

func (r *managed[M, P]) failure(failed *M) string {
	reason := r.thing.Wait.Failure(failed).ValueString()
	if reason == "" {
		reason = "AWS gives no reason."
	}
	return P(failed).located().ARN.ValueString() + " failed: " + apierr.Sentence(reason)
}

// dataChanged reports whether an object that the job reads was written after it ended. What cannot be looked at has not changed.
// Money hangs on it, so it looks now, whatever this process has seen before.
func (r *managed[M, P]) dataChanged(ctx context.Context, failed *M) bool {
	if r.thing.Job.Data == nil {
		return false
	}
	uris, ended := r.thing.Job.Data(failed)
	for _, uri := range uris {
		r.Provider.Written.Forget(uri.ValueString())
	}
	return WrittenAfter(ctx, r.Provider, crud.RegionFromARN(P(failed).located().ARN.ValueString()), uris, ended).ValueBool()
}

// lookTime bounds a look at objects in S3, which may be out of reach where Bedrock is not.
const lookTime = 10 * time.Second

// WrittenAfter reports whether one of the objects was written after a time; null where S3 does not tell of all of them. Of an object
// that this process has looked at it asks no more.
func WrittenAfter(ctx context.Context, data *crud.ProviderData, region string, uris []types.String, after types.String) types.Bool {
	since, err := time.Parse(time.RFC3339Nano, after.ValueString())
	if err != nil {
		return types.BoolNull()
	}
	client, err := data.Clients.S3(ctx, region)
	if err != nil {
		return types.BoolNull()
	}
	answer := types.BoolValue(false)
	for _, uri := range uris {
		written, err := data.Written.At(uri.ValueString(), func() (time.Time, error) {
			return lastModified(ctx, objectstore.New(client), uri.ValueString())
		})
		switch {
		case err != nil:
			answer = types.BoolNull()
		case written.After(since):
			return types.BoolValue(true)
		}
	}
	return answer
}

func lastModified(ctx context.Context, store *objectstore.Store, uri string) (time.Time, error) {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	at, err := objectstore.ParseURI(uri)
	if err != nil {
		return time.Time{}, err
	}
	object, err := store.Stat(ctx, at.Bucket, at.Key)
	return object.LastModified, err
}
