// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"errors"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// addCallLog writes one debug line per call: what was asked of whom, how long it took, how it ended. Headers and bodies are
// never logged: they hold credentials, prompts and documents.
func addCallLog(stack *middleware.Stack) error {
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("CallLog", func(
		ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
	) (middleware.InitializeOutput, middleware.Metadata, error) {
		start := time.Now()
		out, metadata, err := next.HandleInitialize(ctx, in)
		attempts, _ := retry.GetAttemptResults(metadata)
		tflog.Debug(ctx, "AWS call", map[string]any{
			"service":     awsmiddleware.GetServiceID(ctx),
			"operation":   middleware.GetOperationName(ctx),
			"duration_ms": time.Since(start).Milliseconds(),
			"status":      status(metadata, err),
			"attempts":    len(attempts.Results),
		})
		return out, metadata, err
	}), middleware.Before)
}

// status returns the HTTP status of the last attempt; 0 when there was no answer.
func status(metadata middleware.Metadata, err error) int {
	var failed interface{ HTTPStatusCode() int }
	if errors.As(err, &failed) {
		return failed.HTTPStatusCode()
	}
	if response, ok := awsmiddleware.GetRawResponse(metadata).(*smithyhttp.Response); ok && response.Response != nil {
		return response.StatusCode
	}
	return 0
}
