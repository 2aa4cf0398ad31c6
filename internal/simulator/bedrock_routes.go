// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

// bedrockRoute is one operation: where it is found, the status of its success, and what it does.
type bedrockRoute struct {
	method    string
	path      string // with {members} as AWS's model writes them
	operation string
	status    int
	handle    func(*bedrockRequest) (any, error)

	segments []routeSegment
}

// routeSegment is one part of a path: a literal, or the name of a member.
type routeSegment struct {
	text   string
	member bool
}

// bedrockRoutes returns all operations, those with fewer members in their path first.
func bedrockRoutes() []bedrockRoute {
	const ok, created, accepted = http.StatusOK, http.StatusCreated, http.StatusAccepted
	routes := []bedrockRoute{
		{method: "GET", path: "/foundation-models", operation: "ListFoundationModels", status: ok, handle: listFoundationModels},
		{method: "GET", path: "/foundation-models/{modelIdentifier}", operation: "GetFoundationModel", status: ok, handle: getFoundationModel},

		{method: "GET", path: "/foundation-model-availability/{modelId}", operation: "GetFoundationModelAvailability", status: ok,
			handle: getFoundationModelAvailability},
		{method: "GET", path: "/list-foundation-model-agreement-offers/{modelId}", operation: "ListFoundationModelAgreementOffers",
			status: ok, handle: listFoundationModelAgreementOffers},
		{method: "POST", path: "/create-foundation-model-agreement", operation: "CreateFoundationModelAgreement", status: accepted,
			handle: createFoundationModelAgreement},
		{method: "POST", path: "/delete-foundation-model-agreement", operation: "DeleteFoundationModelAgreement", status: accepted,
			handle: deleteFoundationModelAgreement},
		{method: "POST", path: "/use-case-for-model-access", operation: "PutUseCaseForModelAccess", status: created,
			handle: putUseCaseForModelAccess},
		{method: "GET", path: "/use-case-for-model-access", operation: "GetUseCaseForModelAccess", status: ok,
			handle: getUseCaseForModelAccess},

		{method: "POST", path: "/model-customization-jobs", operation: "CreateModelCustomizationJob", status: created,
			handle: createModelCustomizationJob},
		{method: "GET", path: "/model-customization-jobs", operation: "ListModelCustomizationJobs", status: ok,
			handle: listModelCustomizationJobs},
		{method: "GET", path: "/model-customization-jobs/{jobIdentifier}", operation: "GetModelCustomizationJob", status: ok,
			handle: getModelCustomizationJob},
		{method: "POST", path: "/model-customization-jobs/{jobIdentifier}/stop", operation: "StopModelCustomizationJob", status: ok,
			handle: stopModelCustomizationJob},

		{method: "GET", path: "/custom-models", operation: "ListCustomModels", status: ok, handle: listCustomModels},
		{method: "GET", path: "/custom-models/{modelIdentifier}", operation: "GetCustomModel", status: ok, handle: getCustomModel},
		{method: "DELETE", path: "/custom-models/{modelIdentifier}", operation: "DeleteCustomModel", status: ok, handle: deleteCustomModel},

		{method: "POST", path: "/inference-profiles", operation: "CreateInferenceProfile", status: created, handle: createInferenceProfile},
		{method: "GET", path: "/inference-profiles", operation: "ListInferenceProfiles", status: ok, handle: listInferenceProfiles},
		{method: "GET", path: "/inference-profiles/{inferenceProfileIdentifier}", operation: "GetInferenceProfile", status: ok,
			handle: getInferenceProfile},
		{method: "DELETE", path: "/inference-profiles/{inferenceProfileIdentifier}", operation: "DeleteInferenceProfile", status: ok,
			handle: deleteInferenceProfile},

		{method: "POST", path: "/model-invocation-job", operation: "CreateModelInvocationJob", status: ok, handle: createModelInvocationJob},
		{method: "GET", path: "/model-invocation-jobs", operation: "ListModelInvocationJobs", status: ok, handle: listModelInvocationJobs},
		{method: "GET", path: "/model-invocation-job/{jobIdentifier}", operation: "GetModelInvocationJob", status: ok,
			handle: getModelInvocationJob},
		{method: "POST", path: "/model-invocation-job/{jobIdentifier}/stop", operation: "StopModelInvocationJob", status: ok,
			handle: stopModelInvocationJob},

		{method: "POST", path: "/tagResource", operation: "TagResource", status: ok, handle: tagResource},
		{method: "POST", path: "/untagResource", operation: "UntagResource", status: ok, handle: untagResource},
		{method: "POST", path: "/listTagsForResource", operation: "ListTagsForResource", status: ok, handle: listTagsForResource},
	}
	routes = append(routes, modelDeploymentRoutes()...)
	routes = append(routes, throughputRoutes()...)
	routes = append(routes, runtimeRoutes()...)
	for i := range routes {
		routes[i].segments = routeSegments(routes[i].path)
	}
	slices.SortStableFunc(routes, func(a, b bedrockRoute) int {
		return cmp.Compare(strings.Count(a.path, "{"), strings.Count(b.path, "{"))
	})
	return routes
}

// BedrockOperations are the operations of Bedrock that are simulated, and those that AWS has besides: they are answered with 501.
func BedrockOperations() (simulated, missing []string) {
	for _, route := range bedrockRoutes() {
		simulated = append(simulated, route.operation)
	}
	slices.Sort(simulated)
	for _, name := range awsmodel.Bedrock.Operations() {
		if _, found := slices.BinarySearch(simulated, name); !found {
			missing = append(missing, name)
		}
	}
	return simulated, missing
}

func routeSegments(path string) []routeSegment {
	var segments []routeSegment
	for part := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		name, member := strings.CutPrefix(part, "{")
		segments = append(segments, routeSegment{strings.TrimSuffix(name, "}"), member})
	}
	return segments
}

// match finds the operation of a request and the members of its path.
func (s *bedrockService) match(r *http.Request) (bedrockRoute, map[string]string, bool) {
	// An ARN in a path holds escaped slashes, so the path is taken apart before it is unescaped.
	path := strings.Trim(r.URL.EscapedPath(), "/")
	parts := strings.Split(path, "/")
	for _, route := range s.routes {
		if route.method == r.Method {
			if members, ok := matchSegments(route.segments, parts); ok {
				return route, members, true
			}
		}
	}
	return bedrockRoute{}, nil, false
}

func matchSegments(segments []routeSegment, parts []string) (map[string]string, bool) {
	if len(segments) != len(parts) {
		return nil, false
	}
	members := map[string]string{}
	for i, segment := range segments {
		text, err := url.PathUnescape(parts[i])
		switch {
		case err != nil || text == "":
			return nil, false
		case segment.member:
			members[segment.text] = text
		case segment.text != text:
			return nil, false
		}
	}
	return members, true
}
