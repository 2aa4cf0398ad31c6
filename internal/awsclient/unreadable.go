// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
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
		if response, ok := out.RawResponse.(*smithyhttp.Response); ok && err != nil && succeeded(response) && !hasKind(err) {
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

var errNothing = errors.New("the answer has no body: something between here and AWS has put it in the place of AWS's own")

// addEmptinessRefusal makes an error of a success without a body, where AWS always sends one. The SDK takes it for an answer in which
// everything is missing, such as a bucket without versions or a role without an ARN.
func addEmptinessRefusal(stack *middleware.Stack) error {
	return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("RefuseEmptiness", func(
		ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler,
	) (middleware.DeserializeOutput, middleware.Metadata, error) {
		out, metadata, err := next.HandleDeserialize(ctx, in)
		response, ok := out.RawResponse.(*smithyhttp.Response)
		if ok && err == nil && succeeded(response) && answersWithBody(ctx) && isEmpty(response) {
			err = &smithy.DeserializationError{Err: errNothing}
		}
		return out, metadata, err
	}), middleware.After)
}

// answersWithBody reports whether AWS answers an operation with a document, by its naming: all that IAM and STS are asked, and of the
// others what is read. An object may be empty.
func answersWithBody(ctx context.Context) bool {
	switch awsmiddleware.GetServiceID(ctx) {
	case iam.ServiceID, sts.ServiceID:
		return true
	}
	operation := middleware.GetOperationName(ctx)
	return operation != "GetObject" && (strings.HasPrefix(operation, "Get") || strings.HasPrefix(operation, "List"))
}

// isEmpty looks at the first byte of a body, and leaves it there.
func isEmpty(response *smithyhttp.Response) bool {
	body := bufio.NewReader(response.Body)
	_, err := body.Peek(1)
	response.Body = struct {
		io.Reader
		io.Closer
	}{body, response.Body}
	return errors.Is(err, io.EOF)
}
