// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import "net/http"

// Call is one request to one simulated service.
type Call struct {
	W         http.ResponseWriter
	R         *http.Request
	Service   string // signing name: bedrock, s3, iam, sts
	Region    string
	Account   string
	Principal string // ARN of the caller
	Role      string // ARN of the role that the caller has assumed; empty for none
	Operation string // AWS operation name, such as GetCustomModel
	Resource  string // identifier the operation is about, as the client wrote it; may be empty
	RequestID string
}

// Service is one simulated AWS service. Its methods are called concurrently.
type Service interface {
	// Route names the operation of a request and the resource it is about. ok is false for an operation the
	// simulator does not know: the front answers 501 and journals it.
	Route(c *Call) (operation, resource string, ok bool)
	// Serve answers the request.
	Serve(c *Call)
	// Fail answers with an error in the wire format of the service.
	Fail(c *Call, status int, code, message string)
	// List returns what clients created and what still exists.
	List() []Object
	// Reset forgets everything.
	Reset()
	// Permissions lists what the caller of a request must be allowed to do: usually the action with the operation's name.
	// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
	Permissions(c *Call) []Permission
	// Dialect is how the service says what every service says.
	Dialect() Dialect
}

// Object is one thing a client created, as GET /_simulator/objects shows it.
type Object struct {
	Type   string `json:"type"` // AWS's noun: custom-model, role, bucket, object
	ARN    string `json:"arn"`
	Status string `json:"status"`
}
