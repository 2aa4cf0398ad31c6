// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"net/http"
	"slices"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

// kind is one kind of things that Bedrock has. Where its operations are found and the status of their success are in AWS's own
// model; a handler holds what they do.
type kind struct {
	handlers map[string]handler // by operation
	// settle lets the things of a region reach the state they have at the virtual time; nil where nothing happens by itself.
	settle func(aws *Neighbours, r *region, now time.Time)
}

// handler carries out an operation and returns the members of its answer. An error that is no *apiError is AWS's own fault.
type handler func(*request) (any, error)

// kinds are all kinds, in the order in which they settle.
func kinds() []kind {
	return []kind{
		foundationModels(),
		modelAccess(),
		customizationJobs(),
		customModels(),
		invocationJobs(),
		inferenceProfiles(),
		modelDeployments(),
		throughputs(),
		tags(),
		runtime(),
	}
}

// models are AWS's models of what signs as bedrock: the control plane, and Bedrock Runtime, which is another host of AWS.
func models() []*awsmodel.Model { return []*awsmodel.Model{awsmodel.Bedrock, awsmodel.Runtime} }

// find finds the operation of a request and the members of its path. An ARN in a path holds escaped slashes.
func find(r *http.Request) (o awsmodel.Operation, members map[string]string, ok bool) {
	for _, model := range models() {
		if o, members, ok = model.Route(r.Method, r.URL.EscapedPath()); ok {
			return o, members, true
		}
	}
	return o, nil, false
}

// Operations are the operations that are simulated, and those that AWS has besides: they are answered with 501.
func Operations() (simulated, missing []string) {
	handlers := New(nil).handlers
	for _, model := range models() {
		for _, name := range model.Operations() {
			if handlers[name] != nil {
				simulated = append(simulated, name)
			} else {
				missing = append(missing, name)
			}
		}
	}
	slices.Sort(simulated)
	slices.Sort(missing)
	return simulated, missing
}
