// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package simulator is the embedded Bedrock: an HTTP server that speaks the wire protocols of the AWS services
// this provider uses, so that the real SDK, the real provider and the real Terraform run without an AWS account.
// It imports nothing else of this module and no AWS SDK, so that it is an independent witness.
package simulator

import (
	"net/http"
	"sync"
)

// DefaultAccountID owns everything that is created with credentials that did not come from AssumeRole.
const DefaultAccountID = "123456789012"

// Options configure a Simulator; the zero value is usable.
type Options struct {
	// Speed is how many seconds of virtual time pass in a second; 0 means 1.
	Speed float64
}

// Simulator is an http.Handler for all simulated services and for the test controls under /_simulator/.
type Simulator struct {
	clock    *clock
	journal  *journal
	faults   *faultTable
	services map[string]service // by signing name

	// Services that other services call directly, as AWS does behind its own endpoints.
	objects objectStore
	roles   roleAuthority

	mu sync.Mutex
}

// call is one request to one simulated service.
type call struct {
	w         http.ResponseWriter
	r         *http.Request
	service   string // signing name: bedrock, s3, iam, sts
	region    string
	account   string
	principal string // ARN of the caller
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
}

// Object is one thing a client created, as GET /_simulator/objects shows it.
type Object struct {
	Type   string `json:"type"` // AWS's noun: custom-model, role, bucket, object
	ARN    string `json:"arn"`
	Status string `json:"status"`
}
