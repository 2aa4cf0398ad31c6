// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// Creation is one request that creates something under a name of ours. CreateBucket and CreateRole take no idempotency
// token: where the answer to an attempt was lost, the next attempt is told that the name is taken, by ourselves.
type Creation struct {
	attempts int
}

// Options make the request one that is never cancelled half way, and count its attempts.
func (c *Creation) Options() []func(*middleware.Stack) error {
	return []func(*middleware.Stack) error{awsclient.DetachAttempts, c.count}
}

func (c *Creation) count(stack *middleware.Stack) error {
	counter := middleware.FinalizeMiddlewareFunc("CountAttempts", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (middleware.FinalizeOutput, middleware.Metadata, error) {
		c.attempts++
		return next.HandleFinalize(ctx, in)
	})
	if err := stack.Finalize.Insert(counter, "Retry", middleware.After); err != nil {
		return fmt.Errorf("counting attempts: %w", err)
	}
	return nil
}

// Happened reports whether AWS carried out the request that failed with err, whatever the error says: the name was free
// right before, so what has it now is ours, unless the very first attempt found it taken. exists reads the object.
func (c *Creation) Happened(ctx context.Context, err error, exists func(context.Context) error) bool {
	if c.attempts < 2 && apierr.Is(err, apierr.NameInUse) {
		return false
	}
	// Also after an interrupt: what exists has to get into the state.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	return exists(ctx) == nil
}

// SettleTime is how long AWS may take until a new bucket or role, or the absence of a deleted one, is known everywhere.
const SettleTime = 2 * time.Minute

// ErrNoContent says that AWS answered with success and without the object that the answer is about.
var ErrNoContent = errors.New("AWS answered without content")
