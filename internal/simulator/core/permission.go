// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"bytes"
	"io"
	"net/http"
)

// Permission is an IAM action that a request needs, on a resource.
type Permission struct {
	Action, Resource string // resource is * where IAM takes no other for the action
	PassedTo         string // service that a role is passed to; empty for other actions
}

// Peek returns a body of moderate size and leaves it where it is.
func Peek(r *http.Request) []byte {
	if r.ContentLength <= 0 || r.ContentLength > 1<<20 {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil // the service finds the same
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body
}
