// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// creation is one request that creates something under a name of ours. CreateBucket and CreateRole take no idempotency
// token: where the answer to an attempt was lost, the next attempt is told that the name is taken, by ourselves.
type creation struct {
	attempts int
}

// options make the request one that is never cancelled half way, and count its attempts.
func (c *creation) options() []func(*middleware.Stack) error {
	return []func(*middleware.Stack) error{awsclient.DetachAttempts, c.count}
}

func (c *creation) count(stack *middleware.Stack) error {
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

// happened reports whether AWS carried out the request that failed with err, whatever the error says: the name was free
// right before, so what has it now is ours, unless the very first attempt found it taken. exists reads the object.
func (c *creation) happened(ctx context.Context, err error, exists func(context.Context) error) bool {
	if c.attempts < 2 && apierr.Is(err, apierr.NameInUse) {
		return false
	}
	// Also after an interrupt: what exists has to get into the state.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	return exists(ctx) == nil
}
