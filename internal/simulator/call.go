// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import "net/http"

// call is one request to one simulated service.
type call struct {
	w         http.ResponseWriter
	r         *http.Request
	service   string // signing name: bedrock, s3, iam, sts
	region    string
	account   string
	principal string // ARN of the caller
	role      string // ARN of the role that the caller has assumed; empty for none
	operation string // AWS operation name, such as GetCustomModel
	resource  string // identifier the operation is about, as the client wrote it; may be empty
	requestID string
}

// service is one simulated AWS service. Its methods are called concurrently.
type service interface {
	// route names the operation of a request and the resource it is about. ok is false for an operation the
	// simulator does not know: the front answers 501 and journals it.
	route(c *call) (operation, resource string, ok bool)
	// serve answers the request.
	serve(c *call)
	// fail answers with an error in the wire format of the service.
	fail(c *call, status int, code, message string)
	// list returns what clients created and what still exists.
	list() []Object
	// reset forgets everything.
	reset()
	// permissions lists what the caller of a request must be allowed to do: usually the action with the operation's name.
	// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
	permissions(c *call) []permission
	// dialect is how the service says what every service says.
	dialect() dialect
}

// Object is one thing a client created, as GET /_simulator/objects shows it.
type Object struct {
	Type   string `json:"type"` // AWS's noun: custom-model, role, bucket, object
	ARN    string `json:"arn"`
	Status string `json:"status"`
}
