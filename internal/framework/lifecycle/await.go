// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// phase is the status of an object, or validated, for a job whose data AWS has found good.
type phase string

const (
	validated phase = "validated"
	read      phase = "read" // of what has no status: that AWS answers is all there is to wait for
)

// grace is how long an object that was just created may be unknown to reads, or hard to read.
const grace = 30 * time.Second

// await follows the object to where its configuration wants it, and leaves in the model what was seen last.
func (r *managed[M, P]) await(
	ctx context.Context, client *bedrock.Client, arn string, m *M, timeout time.Duration, diags *diag.Diagnostics,
) error {
	waitFor := r.thing.waitFor(P(m))
	spec := wait.Spec[*M, phase]{
		Poll: func(ctx context.Context) (*M, phase, error) {
			seen := *m
			if _, err := r.read(ctx, client, arn, &seen, false); err != nil {
				return nil, "", err
			}
			return &seen, r.thing.phase(&seen, waitFor), nil
		},
		Target: []phase{read}, NotFound: apierr.IsNotFound, Transient: apierr.IsTransient,
		Timeout: timeout, MaxInterval: r.Provider.PollInterval, Clock: r.Provider.Clock,
		Progress: func(status phase, elapsed time.Duration) {
			tflog.Info(ctx, "waiting for Bedrock "+r.thing.Noun, map[string]any{
				"arn": arn, "status": string(status), "wait_for": waitFor, "elapsed": elapsed.String(),
			})
		},
	}
	if w := r.thing.Wait; w != nil && waitFor != crud.WaitCreated {
		spec.Target, spec.Failed = phases(w.Ready), phases(w.Failed)
		if waitFor == crud.WaitValidated {
			spec.Target = append(spec.Target, validated)
		}
	} else {
		spec.Timeout = min(timeout, grace)
	}
	seen, err := wait.For(ctx, spec)
	if seen != nil {
		*m = *seen
		r.readOutput(ctx, client, m, diags)
		r.readResults(ctx, m, "", diags)
	}
	return err
}

// phase is what a wait looks at. Where nothing is waited for, whatever was read will do.
func (o *Object[M]) phase(m *M, waitFor string) phase {
	switch {
	case o.Wait == nil, waitFor == crud.WaitCreated:
		return read
	case o.Job != nil && waitFor == crud.WaitValidated && o.Job.Validated != nil && o.Job.Validated(m):
		return validated
	}
	return phase(o.Wait.Status(m).ValueString())
}

func phases(statuses []string) []phase {
	all := make([]phase, len(statuses))
	for i, status := range statuses {
		all[i] = phase(status)
	}
	return all
}

// waitDiagnostics is crud.WaitDiagnostics, with one addition: a job that somebody stopped is a record, not a failure.
func (r *managed[M, P]) waitDiagnostics(verb crud.Waiting, arn string, m *M, err error) diag.Diagnostics {
	var unexpected *wait.UnexpectedStatusError
	if errors.As(err, &unexpected) && r.thing.Job != nil && slices.Contains(r.thing.Job.Stopped, unexpected.Status) {
		return diag.Diagnostics{r.thing.stopped(arn)}
	}
	if err != nil && r.thing.Wait == nil {
		return diag.Diagnostics{diag.NewWarningDiagnostic("Reading "+r.thing.title(),
			apierr.Detail(arn, err)+"\n\nIt was saved, and the next plan reads it again.")}
	}
	failure := ""
	if err != nil && r.thing.Wait != nil {
		failure = r.thing.Wait.Failure(m).ValueString()
	}
	var timeout *wait.TimeoutError
	if errors.As(err, &timeout) && r.thing.Wait != nil && r.thing.Wait.Detail != nil {
		timeout.Detail = r.thing.Wait.Detail(m)
	}
	return crud.WaitDiagnostics(verb, r.thing.Noun, arn, failure, err)
}
