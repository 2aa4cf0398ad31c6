// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// permissions are the actions of a request to Bedrock with the resources that IAM checks each of them on:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
func (s *bedrockService) permissions(c *call) (needed []permission) {
	members := map[string]json.RawMessage{}
	if c.r.Method != http.MethodGet {
		if err := json.Unmarshal(peek(c.r), &members); err != nil {
			members = nil // Bedrock refuses it
		}
	}
	for _, resource := range bedrockResources(c, members) {
		needed = append(needed, permission{action: "bedrock:" + actionOf(c.operation), resource: resource})
	}
	switch c.operation {
	case "CreateFoundationModelAgreement":
		return append(needed, permission{action: "aws-marketplace:Subscribe", resource: "*"},
			permission{action: "aws-marketplace:ViewSubscriptions", resource: "*"})
	case "DeleteFoundationModelAgreement":
		return append(needed, permission{action: "aws-marketplace:Unsubscribe", resource: "*"})
	case "TagResource":
		return needed
	}
	if role := textOf(members["roleArn"]); role != "" {
		needed = append(needed, permission{action: "iam:PassRole", resource: role, passedTo: bedrockPrincipal})
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		var list []json.RawMessage
		if (name == "tags" || strings.HasSuffix(name, "Tags")) && json.Unmarshal(members[name], &list) == nil && len(list) > 0 {
			needed = append(needed, permission{action: "bedrock:TagResource", resource: madeBy(c, name)})
		}
	}
	return needed
}

// actionOf is the action of an operation: usually its name.
func actionOf(operation string) string {
	if operation == "Converse" {
		return "InvokeModel"
	}
	return operation
}

// bedrockResources are the resources that a caller must be allowed an operation on, all of them. What the request makes has no id
// yet: * stands in its place.
func bedrockResources(c *call, members map[string]json.RawMessage) []string {
	switch c.operation {
	case "CreateModelCustomizationJob":
		return []string{modelResource(c, textOf(members["baseModelIdentifier"])), ofCaller(c, "custom-model/*")}
	case "CreateModelInvocationJob":
		return []string{modelResource(c, textOf(members["modelId"])), ofCaller(c, "model-invocation-job/*")}
	case "CreateInferenceProfile":
		var source profileModelSource
		if json.Unmarshal(members["modelSource"], &source) != nil || source.CopyFrom == nil {
			return []string{ofCaller(c, "application-inference-profile/*")}
		}
		return []string{ofCaller(c, "application-inference-profile/*"), *source.CopyFrom}
	case "CreateCustomModelDeployment":
		return []string{textOf(members["modelArn"]), ofCaller(c, "custom-model-deployment/*")}
	case "UpdateCustomModelDeployment":
		return []string{textOf(members["modelArn"]), namedResource(c, "custom-model-deployment")}
	case "GetCustomModelDeployment", "DeleteCustomModelDeployment":
		return []string{namedResource(c, "custom-model-deployment")}
	case "CreateProvisionedModelThroughput":
		return []string{modelResource(c, textOf(members["modelId"])), ofCaller(c, "provisioned-model/*")}
	case "UpdateProvisionedModelThroughput":
		if model := textOf(members["desiredModelId"]); model != "" {
			return []string{modelResource(c, model), namedResource(c, "provisioned-model")}
		}
		return []string{namedResource(c, "provisioned-model")}
	case "GetProvisionedModelThroughput", "DeleteProvisionedModelThroughput":
		return []string{namedResource(c, "provisioned-model")}
	case "Converse", "InvokeModel":
		return []string{modelResource(c, c.resource)}
	case "TagResource", "UntagResource", "ListTagsForResource":
		return []string{textOf(members["resourceARN"])}
	case "GetFoundationModel":
		return []string{modelResource(c, c.resource)}
	case "GetModelCustomizationJob", "StopModelCustomizationJob":
		return []string{namedResource(c, "model-customization-job")}
	case "GetModelInvocationJob", "StopModelInvocationJob":
		return []string{namedResource(c, "model-invocation-job")}
	case "GetCustomModel", "DeleteCustomModel":
		return []string{namedResource(c, "custom-model")}
	case "GetInferenceProfile", "DeleteInferenceProfile":
		if strings.Contains(c.resource, ".") { // AWS's own have names, such as us.amazon.nova-lite-v1:0
			return []string{namedResource(c, "inference-profile")}
		}
		return []string{namedResource(c, "application-inference-profile")}
	}
	if strings.HasPrefix(c.resource, "arn:") {
		return []string{c.resource}
	}
	return []string{"*"}
}

// madeBy is what an operation tags with one of its members.
func madeBy(c *call, member string) string {
	kinds := map[string]string{
		"CreateModelCustomizationJob.jobTags": "model-customization-job", "CreateModelCustomizationJob.customModelTags": "custom-model",
		"CreateModelInvocationJob.tags": "model-invocation-job", "CreateInferenceProfile.tags": "application-inference-profile",
		"CreateCustomModelDeployment.tags": "custom-model-deployment", "CreateProvisionedModelThroughput.tags": "provisioned-model",
	}
	if kind, known := kinds[c.operation+"."+member]; known {
		return ofCaller(c, kind+"/*")
	}
	return "*"
}

// modelResource is a model that a request names by id or ARN: one of AWS's when it says no more than the id.
func modelResource(c *call, identifier string) string {
	if strings.HasPrefix(identifier, "arn:") {
		return identifier
	}
	return arn{partition(c.region), "bedrock", c.region, "", "foundation-model/" + identifier}.String()
}

// namedResource is what the path of a request names, by id, name or ARN.
func namedResource(c *call, kind string) string {
	if strings.HasPrefix(c.resource, "arn:") {
		return c.resource
	}
	return ofCaller(c, kind+"/"+c.resource)
}

// ofCaller is the ARN of something in the caller's account and the region of the request.
func ofCaller(c *call, resource string) string {
	return arn{partition(c.region), "bedrock", c.region, c.account, resource}.String()
}

// textOf is a JSON string, or nothing.
func textOf(member json.RawMessage) (text string) {
	if json.Unmarshal(member, &text) != nil {
		return ""
	}
	return text
}
