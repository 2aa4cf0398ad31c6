// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"errors"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// addUnreadableMark gives every answer that cannot be read the type by which retries and errors know it. The SDK's clients of IAM and
// STS return the error of the XML parser as it is, which looks like no kind of failure, and so would not be tried again.
func addUnreadableMark(stack *middleware.Stack) error {
	return stack.Deserialize.Insert(middleware.DeserializeMiddlewareFunc("MarkUnreadable", func(
		ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler,
	) (middleware.DeserializeOutput, middleware.Metadata, error) {
		out, metadata, err := next.HandleDeserialize(ctx, in)
		if response, ok := out.RawResponse.(*smithyhttp.Response); ok && err != nil && response.StatusCode < 300 && !hasKind(err) {
			err = &smithy.DeserializationError{Err: err}
		}
		return out, metadata, err
	}), "OperationDeserializer", middleware.Before)
}

// hasKind reports whether an error says what it is: AWS's own, which S3 sends with status 200 too, or one of an answer that is known to
// be unreadable.
func hasKind(err error) bool {
	var api smithy.APIError
	var unreadable *smithy.DeserializationError
	return errors.As(err, &api) || errors.As(err, &unreadable)
}
