// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"errors"
	"mime"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

var errHTML = errors.New("the answer is a web page: something between here and AWS has put it in the place of AWS's own")

// addHTMLRefusal makes an error of a success that is a web page, an empty one too, as a proxy or a captive portal sends it. The SDK
// takes such a page for an answer of S3 without content.
func addHTMLRefusal(stack *middleware.Stack) error {
	return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("RefuseHTML", func(
		ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler,
	) (middleware.DeserializeOutput, middleware.Metadata, error) {
		out, metadata, err := next.HandleDeserialize(ctx, in)
		if response, ok := out.RawResponse.(*smithyhttp.Response); ok && err == nil && isWebPage(ctx, response) {
			err = &smithy.DeserializationError{Err: errHTML}
		}
		return out, metadata, err
	}), middleware.After)
}

func isWebPage(ctx context.Context, response *smithyhttp.Response) bool {
	kind, _, err := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if !succeeded(response) || err != nil || kind != "text/html" && kind != "application/xhtml+xml" {
		return false
	}
	switch middleware.GetOperationName(ctx) {
	case "GetObject", "HeadObject": // an object may be one: then S3 says whose answer it is
		return response.Header.Get("X-Amz-Request-Id") == ""
	}
	return true
}

func succeeded(response *smithyhttp.Response) bool {
	return response.StatusCode >= 200 && response.StatusCode < 300
}
