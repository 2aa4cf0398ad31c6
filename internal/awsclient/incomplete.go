// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"fmt"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

// addIncompletenessRefusal makes an error of an answer to a Get or a List in which an ARN or a status is missing that AWS's model
// promises, so that it is asked for again. Whoever believed it would say that a deployment has no model, or is in no state.
func addIncompletenessRefusal(stack *middleware.Stack) error {
	return stack.Deserialize.Insert(middleware.DeserializeMiddlewareFunc("RefuseIncompleteness", func(
		ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler,
	) (middleware.DeserializeOutput, middleware.Metadata, error) {
		out, metadata, err := next.HandleDeserialize(ctx, in)
		if err != nil || !answersWithBody(ctx) {
			return out, metadata, err
		}
		if member := awsmodel.Missing(out.Result); member != "" {
			err = &smithy.DeserializationError{Err: fmt.Errorf("the answer lacks %s, which AWS always tells", member)}
		}
		return out, metadata, err
	}), "OperationDeserializer", middleware.Before)
}
