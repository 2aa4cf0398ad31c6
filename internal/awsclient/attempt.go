// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/smithy-go/middleware"
)

const retryMiddleware = "Retry"

// addCallTracking gives each call the record that its retries are judged by. By then the SDK has filled in a token that the
// caller left out.
func addCallTracking(stack *middleware.Stack) error {
	return stack.Serialize.Add(middleware.SerializeMiddlewareFunc("CallTracking", func(
		ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler,
	) (middleware.SerializeOutput, middleware.Metadata, error) {
		operation := middleware.GetOperationName(ctx)
		record := &call{operation: operation, start: time.Now(), repeatable: isRepeatable(operation, in.Parameters), brief: IsBrief(ctx)}
		return next.HandleSerialize(middleware.WithStackValue(ctx, callKey{}, record), in)
	}), middleware.Before)
}

// addAttemptTimeout ends an attempt that takes too long, whatever part of it hangs, so that the next one can begin.
func addAttemptTimeout(stack *middleware.Stack, l limits) error {
	return stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("AttemptTimeout", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (middleware.FinalizeOutput, middleware.Metadata, error) {
		if movesObject(middleware.GetOperationName(ctx)) {
			return next.HandleFinalize(ctx, in)
		}
		limit := l.attempt
		if IsBrief(ctx) {
			limit = min(limit, l.briefAttempt)
		}
		bounded, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		out, metadata, err := next.HandleFinalize(bounded, in)
		if err != nil && bounded.Err() != nil && ctx.Err() == nil {
			// Not wrapped: inside is a cancellation, which the SDK never retries.
			err = &attemptTimeoutError{limit: limit, detail: err.Error()}
		}
		return out, metadata, err
	}), retryMiddleware, middleware.After)
}

// movesObject reports whether the time an operation takes depends on the size of an S3 object.
func movesObject(operation string) bool {
	switch operation {
	case "GetObject", "PutObject", "CopyObject", "UploadPart", "UploadPartCopy", "CompleteMultipartUpload":
		return true
	}
	return false
}

type attemptTimeoutError struct {
	limit  time.Duration
	detail string
}

func (e *attemptTimeoutError) Error() string {
	return fmt.Sprintf("no complete answer within %s: %s", e.limit, e.detail)
}

// Timeout tells the SDK that another attempt may succeed.
func (*attemptTimeoutError) Timeout() bool { return true }
