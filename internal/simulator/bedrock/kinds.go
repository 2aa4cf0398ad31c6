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
	// reworded is what AWS says instead of the rule that a member breaks, by operation and member.
	reworded map[string]string
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
		modelCopies(),
		modelImports(),
		invocationJobs(),
		inferenceProfiles(),
		modelDeployments(),
		throughputs(),
		tags(),
		runtime(),
		evaluationJobs(),
		modelInvocationLogging(),
	}
}

// models are AWS's models of what signs as bedrock: the control plane, and Bedrock Runtime, which is another host of AWS.
func models() []*awsmodel.Model { return []*awsmodel.Model{awsmodel.Bedrock, awsmodel.Runtime} }

// operation is an operation as a request calls it.
type operation struct {
	awsmodel.Operation
	model   *awsmodel.Model
	members map[string]string // those of the path
}

// find finds the operation of a request. An ARN in a path holds escaped slashes.
func find(r *http.Request) (o operation, ok bool) {
	for _, model := range models() {
		if known, members, ok := model.Route(r.Method, r.URL.EscapedPath()); ok {
			return operation{known, model, members}, true
		}
	}
	return operation{}, false
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
