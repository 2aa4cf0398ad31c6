// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// Job is what an object has more that is work: it ends, and leaves a record that AWS may forget.
type Job[M any] struct {
	// Phases are the values of wait_for, in order, and WaitFor its default.
	Phases  []string
	WaitFor string
	// Stopped are the statuses of a job that ended because somebody wanted it to.
	Stopped []string
	// Validated reports that AWS has found the data good; nil where it does not tell before the end.
	Validated func(*M) bool
	// Billed reports that a failed job had got so far that AWS charges for it.
	Billed func(*M) bool
	// Data are the S3 URIs of what the job reads, which may be mended in place, and when the job ended.
	Data func(*M) (uris []types.String, ended types.String)
	// Stop ends a running job; nil where AWS cannot, and then a destroy waits for the end.
	Stop Deletion
	// Final are the outputs that completion fills.
	Final []string
	// Results reads what a completed job wrote to S3, unless the model has it already, so that it is frozen in the state; nil
	// where the answer of Read is all there is.
	Results func(ctx context.Context, data *crud.ProviderData, m *M) error
	// ResultsNeed is the permission that this takes.
	ResultsNeed string
	// FreesName says that the name is that of the output, and free again once that is deleted.
	FreesName bool
	// Output is what the job makes and leaves behind; nil for those that only write to S3.
	Output *Output[M]
}

// Tracked is embedded by the models of jobs.
type Tracked struct {
	WaitFor   types.String `tfsdk:"wait_for"`
	OnMissing types.String `tfsdk:"on_missing"`
	Attempt   types.Int64  `tfsdk:"attempt"`
	// RecordStatus is whether AWS still has the record.
	RecordStatus types.String `tfsdk:"record_status"`
}

func (t *Tracked) tracked() *Tracked { return t }

// trackedOf is what a job's model embeds. A model that does not is a mistake that the first test finds.
func trackedOf(model any) *Tracked {
	return model.(interface{ tracked() *Tracked }).tracked() //nolint:forcetypeassert // see above
}

// waitFor is the phase that a configuration waits for: the only one where there is no choice.
func (o *Object[M]) waitFor(model any) string {
	if o.Job == nil {
		return crud.WaitCompleted
	}
	return trackedOf(model).WaitFor.ValueString()
}

func (j *Job[M]) attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"wait_for":   crud.WaitForAttribute(j.WaitFor, j.Phases...),
		"on_missing": crud.OnMissingAttribute(),
		"attempt":    crud.AttemptAttribute(),
		"record_status": schemas.ComputedString("`" + recordKept + "`, or `" + recordExpired + "` when AWS no longer has the record of the " +
			"job, which it keeps for a limited time, and `on_missing` is `keep`."),
	}
}

// defaults are what an import gives the arguments that AWS never sees.
func (j *Job[M]) defaults() map[string]any {
	return map[string]any{"wait_for": j.WaitFor, "on_missing": crud.MissingKeep, "attempt": int64(1)}
}

// imported is a mark in the private state, "true" until the first update: the arguments are what AWS answered.
const imported = "imported"

// Values of record_status.
const (
	recordKept    = "current"
	recordExpired = "expired"
)

// Imported reports whether the arguments of a job are what AWS answered to an import, for its plan modifiers.
func Imported(ctx context.Context, private crud.Private, diags *diag.Diagnostics) bool {
	value, found := private.GetKey(ctx, imported)
	diags.Append(found...)
	return string(value) == "true"
}

// keepRecord keeps what the state knows of a job whose record AWS no longer has, unless that is for the wrong account. It is told
// once, and stays in record_status.
func (r *managed[M, P]) keepRecord(
	ctx context.Context, client *bedrock.Client, m *M, resp *resource.ReadResponse, arn string,
) diag.Diagnostics {
	diags := crud.CheckOwner(ctx, r.Provider, arn, "")
	if diags.HasError() {
		return diags
	}
	r.remember(m) // a failure is paid for once, also when its record is gone, as a destroy leaves it where AWS can delete jobs
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
	tracked := trackedOf(P(m))
	told := tracked.RecordStatus.ValueString() == recordExpired
	tracked.fillDefaults()
	tracked.RecordStatus = types.StringValue(recordExpired)
	r.readOutput(ctx, client, m, &diags) // which outlives the record
	diags.Append(r.readTags(ctx, client, m, P(m).located().ARN.ValueString())...)
	diags.Append(resp.State.Set(ctx, m)...)
	if told {
		return diags
	}
	made := ""
	if r.thing.Job.Output != nil {
		made = "; its " + r.thing.Job.Output.Noun + ", if there is one, is not affected"
	}
	diags.AddWarning(r.thing.title()+" has no record any more", arn+" is unknown to AWS, which keeps the records of finished jobs for a "+
		"limited time. The state keeps what it knows (on_missing = \"keep\")"+made+".")
	return diags
}

// stopped is what to tell of a job that somebody stopped while it was waited for.
func (o *Object[M]) stopped(arn string) diag.Diagnostic {
	without := ""
	if o.Job.Output != nil {
		without = ", so there is no " + o.Job.Output.word()
	}
	return diag.NewWarningDiagnostic(o.title()+" was stopped", arn+" was stopped before it was completed"+without+". It stays in the "+
		"state as a record; to run it again, apply with -replace, and under another name where the name is fixed; that "+o.Again+".")
}

// underWay tells of a job that goes on after the apply that started it has reached what it waits for.
func (r *managed[M, P]) underWay(m *M) diag.Diagnostics {
	if r.thing.Job == nil || r.thing.ended(m) {
		return nil
	}
	doing, shows := "is running", "how it ended"
	if output := r.thing.Job.Output; output != nil {
		doing, shows = "is "+cmp.Or(output.Doing, "running"), "the "+output.word()+" when it is there"
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(r.thing.title()+" is under way", fmt.Sprintf(
		"%s %s, and what it does is charged. The apply ends here, as wait_for = %q asks. A later plan or apply shows %s.",
		P(m).located().ARN.ValueString(), doing, trackedOf(P(m)).WaitFor.ValueString(), shows))}
}

// ended reports whether a job will not change any more.
func (o *Object[M]) ended(m *M) bool {
	status := o.Wait.Status(m).ValueString()
	return slices.Contains(o.Wait.Ready, status) || slices.Contains(o.Wait.Failed, status)
}

// end stops a job that still runs, and deletes what it made. The record stays unless AWS has a way to delete it.
func (r *managed[M, P]) end(ctx context.Context, client *bedrock.Client, m *M, timeout time.Duration) (diags diag.Diagnostics) {
	summary, arn := "Deleting "+r.thing.title(), P(m).located().ARN.ValueString()
	live := *m
	_, err := r.read(ctx, client, arn, &live, false)
	if err == nil {
		r.remember(&live)
	}
	if err == nil && !r.thing.ended(&live) {
		err = r.stop(ctx, client, arn, &live, timeout)
	}
	switch {
	case apierr.IsNotFound(err):
		if diags = crud.CheckOwner(ctx, r.Provider, arn, ""); diags.HasError() {
			return diags
		}
		live = *m
		r.remember(m)
	case crud.Failed(&diags, summary, arn, err):
		return diags
	}
	if unsaid := r.unsaid(&live); unsaid != nil && r.Provider.Unsaid(P(m).located().DeletionPolicy) {
		return diag.Diagnostics{unsaid} // also of a job that has ended since the state was read
	}
	return r.deleteOutput(ctx, client, &live, m)
}

// stop stops a job and waits until it is over, whatever won the race.
func (r *managed[M, P]) stop(ctx context.Context, client *bedrock.Client, arn string, m *M, timeout time.Duration) error {
	if r.thing.Job.Stop != nil {
		err := r.thing.Job.Stop(ctx, client, arn)
		if err != nil && !apierr.Is(err, apierr.Conflict, apierr.Validation, apierr.NotFound) {
			return err
		}
	}
	over := append(phases(r.thing.Wait.Ready), phases(r.thing.Wait.Failed)...)
	seen, err := wait.For(ctx, wait.Spec[*M, phase]{
		Poll: func(ctx context.Context) (*M, phase, error) {
			found := *m
			_, err := r.read(ctx, client, arn, &found, false)
			return &found, phase(r.thing.Wait.Status(&found).ValueString()), err
		},
		Target: over, Transient: apierr.IsTransient, Timeout: timeout, MaxInterval: r.Provider.PollInterval, Clock: r.Provider.Clock,
	})
	if err == nil {
		*m = *seen
	}
	return err
}

// readResults reads what a completed job wrote. What cannot be read is left out: the job is done and paid for all the same. It is
// told once, when the job was not known to be completed before.
func (r *managed[M, P]) readResults(ctx context.Context, m *M, was string, diags *diag.Diagnostics) {
	if r.thing.Job == nil || r.thing.Job.Results == nil {
		return
	}
	if !slices.Contains(r.thing.Wait.Ready, r.thing.statusOf(m)) {
		return
	}
	err := r.thing.Job.Results(ctx, r.Provider, m)
	if err == nil {
		return
	}
	detail := apierr.Detail(P(m).located().ARN.ValueString(), err)
	tflog.Warn(ctx, "the results of a job could not be read", map[string]any{"error": detail})
	if !slices.Contains(r.thing.Wait.Ready, was) {
		diags.AddWarning("Reading the results of a "+r.thing.title(), detail+"\n\nThe job is complete, and what it wrote is in S3. The state "+
			"has it after the first refresh that may read it, for which it takes "+r.thing.Job.ResultsNeed+".")
	}
}
