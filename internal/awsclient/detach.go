// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"fmt"

	"github.com/aws/smithy-go/middleware"
)

// DetachAttempts is an API option (append it to the Options.APIOptions of one call) for the request that creates
// something: once sent, it is not cancelled with ctx, so that what AWS created is never unknown to Terraform. The pauses
// between attempts still end with ctx, and no further attempt is sent after that. Each attempt stays bounded by the
// client's attempt timeout.
func DetachAttempts(stack *middleware.Stack) error {
	if err := stack.Finalize.Insert(detachAttempts{}, "Retry", middleware.After); err != nil {
		return fmt.Errorf("detaching attempts: %w", err)
	}
	return nil
}

type detachAttempts struct{}

func (detachAttempts) ID() string { return "DetachAttempts" }

func (detachAttempts) HandleFinalize(
	ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
) (middleware.FinalizeOutput, middleware.Metadata, error) {
	return next.HandleFinalize(context.WithoutCancel(ctx), in)
}
