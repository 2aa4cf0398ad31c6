// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

const (
	// briefAttempts is how often a brief call is tried that AWS fails: with the SDK's pauses, about half a minute.
	briefAttempts = 11
	// outageAttempts is how often that is where the operation has failed for good within outageLength: fifty resources of a plan
	// would wait for it ten at a time.
	outageAttempts = 4
	outageLength   = time.Minute
)

type briefKey struct{}

// Briefly returns a context whose calls give up within a minute when AWS does not work, as those of a plan do: nothing is lost by
// planning again, and somebody may be waiting. Throttling is no such failure: it passes when everybody is patient.
func Briefly(ctx context.Context) context.Context { return context.WithValue(ctx, briefKey{}, true) }

// IsBrief reports whether a context is one of Briefly.
func IsBrief(ctx context.Context) bool {
	brief, _ := ctx.Value(briefKey{}).(bool)
	return brief
}

// permitBrief counts an attempt of a brief call, and refuses another one where enough failed.
func (c *call) permitBrief(r *retryer, opErr error) error {
	if isThrottle(opErr) {
		return nil
	}
	c.failed++
	enough := briefAttempts
	if r.outages.has(c.operation) {
		enough = outageAttempts
	}
	elapsed := time.Since(c.start)
	if c.failed < enough && elapsed < r.limits.brief {
		return nil
	}
	if c.failed >= briefAttempts || elapsed >= r.limits.brief {
		r.outages.note(c.operation)
	}
	return fmt.Errorf("not tried again: %d attempts failed over %s, and a plan waits no longer", c.failed, elapsed.Round(time.Second))
}

// outages are the operations of a client that failed for good, and when. The zero value is ready to use.
type outages struct {
	mu   sync.Mutex
	last map[string]time.Time
}

func (o *outages) has(operation string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	last, ok := o.last[operation]
	return ok && time.Since(last) < outageLength
}

func (o *outages) note(operation string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.last == nil {
		o.last = map[string]time.Time{}
	}
	o.last[operation] = time.Now()
}

func isThrottle(err error) bool {
	return throttled(err) || retry.IsErrorThrottles(retry.DefaultThrottles).IsErrorThrottle(err) == aws.TrueTernary
}
