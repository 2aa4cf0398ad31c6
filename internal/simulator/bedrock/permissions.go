// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Permissions are the actions of a request to Bedrock with the resources that IAM checks each of them on:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
func (s *Service) Permissions(c *core.Call) (needed []core.Permission) {
	members := map[string]json.RawMessage{}
	if c.R.Method != http.MethodGet {
		if err := json.Unmarshal(core.Peek(c.R), &members); err != nil {
			members = nil // Bedrock refuses it
		}
	}
	for _, resource := range resources(c, members) {
		needed = append(needed, core.Permission{Action: "bedrock:" + actionOf(c.Operation), Resource: resource})
	}
	switch c.Operation {
	case "CreateFoundationModelAgreement":
		return append(needed, core.Permission{Action: "aws-marketplace:Subscribe", Resource: "*"},
			core.Permission{Action: "aws-marketplace:ViewSubscriptions", Resource: "*"})
	case "DeleteFoundationModelAgreement":
		return append(needed, core.Permission{Action: "aws-marketplace:Unsubscribe", Resource: "*"})
	case "TagResource":
		return needed
	}
	role := textOf(members["roleArn"])
	if c.Operation == "PutModelInvocationLoggingConfiguration" {
		role = loggingRole(members["loggingConfig"])
	}
	if role != "" {
		needed = append(needed, core.Permission{Action: "iam:PassRole", Resource: role, PassedTo: core.BedrockPrincipal})
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		var list []json.RawMessage
		if (name == "tags" || strings.HasSuffix(name, "Tags")) && json.Unmarshal(members[name], &list) == nil && len(list) > 0 {
			needed = append(needed, core.Permission{Action: "bedrock:TagResource", Resource: madeBy(c, name)})
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

// aboutOne are the operations on one object that is there, with its kind in the ARN.
var aboutOne = map[string]string{
	"GetModelCustomizationJob": "model-customization-job", "StopModelCustomizationJob": "model-customization-job",
	"GetModelInvocationJob": "model-invocation-job", "StopModelInvocationJob": "model-invocation-job",
	"GetModelCopyJob": "model-copy-job", "GetModelImportJob": "model-import-job",
	"GetCustomModel": "custom-model", "DeleteCustomModel": "custom-model",
	"GetImportedModel": "imported-model", "DeleteImportedModel": "imported-model",
	"GetCustomModelDeployment": "custom-model-deployment", "DeleteCustomModelDeployment": "custom-model-deployment",
	"GetProvisionedModelThroughput": "provisioned-model", "DeleteProvisionedModelThroughput": "provisioned-model",
}

// resources are the resources that a caller must be allowed an operation on, all of them. What the request makes has no id
// yet: * stands in its place.
func resources(c *core.Call, members map[string]json.RawMessage) []string {
	if kind, known := aboutOne[c.Operation]; known {
		return []string{namedResource(c, kind)}
	}
	switch c.Operation {
	case "CreateModelCustomizationJob":
		return []string{modelResource(c, textOf(members["baseModelIdentifier"])), ofCaller(c, "custom-model/*")}
	case "CreateModelCopyJob":
		return []string{textOf(members["sourceModelArn"]), ofCaller(c, "custom-model/*"), ofCaller(c, "model-copy-job/*")}
	case "CreateModelImportJob":
		return []string{ofCaller(c, "model-import-job/*"), ofCaller(c, "imported-model/*")}
	case "CreateCustomModel":
		return []string{ofCaller(c, "custom-model/*")}
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
	case "CreateProvisionedModelThroughput":
		return []string{modelResource(c, textOf(members["modelId"])), ofCaller(c, "provisioned-model/*")}
	case "UpdateProvisionedModelThroughput":
		if model := textOf(members["desiredModelId"]); model != "" {
			return []string{modelResource(c, model), namedResource(c, "provisioned-model")}
		}
		return []string{namedResource(c, "provisioned-model")}
	case "Converse", "InvokeModel":
		return []string{modelResource(c, c.Resource)}
	case "TagResource", "UntagResource", "ListTagsForResource":
		return []string{textOf(members["resourceARN"])}
	case "GetFoundationModel":
		return []string{modelResource(c, c.Resource)}
	case "CreateEvaluationJob":
		return []string{ofCaller(c, "evaluation-job/*")}
	case "BatchDeleteEvaluationJob":
		return textsOf(members["jobIdentifiers"])
	case "GetInferenceProfile", "DeleteInferenceProfile":
		if strings.Contains(c.Resource, ".") { // AWS's own have names, such as us.amazon.nova-lite-v1:0
			return []string{namedResource(c, "inference-profile")}
		}
		return []string{namedResource(c, "application-inference-profile")}
	}
	if strings.HasPrefix(c.Resource, "arn:") {
		return []string{c.Resource}
	}
	return []string{"*"}
}

// madeBy is what an operation tags with one of its members.
func madeBy(c *core.Call, member string) string {
	kinds := map[string]string{
		"CreateModelCustomizationJob.jobTags": "model-customization-job", "CreateModelCustomizationJob.customModelTags": "custom-model",
		"CreateEvaluationJob.jobTags":  "evaluation-job",
		"CreateModelImportJob.jobTags": "model-import-job", "CreateModelImportJob.importedModelTags": "imported-model",
		"CreateCustomModel.modelTags": "custom-model", "CreateModelCopyJob.targetModelTags": "custom-model",
		"CreateModelInvocationJob.tags": "model-invocation-job", "CreateInferenceProfile.tags": "application-inference-profile",
		"CreateCustomModelDeployment.tags": "custom-model-deployment", "CreateProvisionedModelThroughput.tags": "provisioned-model",
	}
	if kind, known := kinds[c.Operation+"."+member]; known {
		return ofCaller(c, kind+"/*")
	}
	return "*"
}

// modelResource is a model that a request names by id or ARN: one of AWS's when it says no more than the id.
func modelResource(c *core.Call, identifier string) string {
	if strings.HasPrefix(identifier, "arn:") {
		return identifier
	}
	return core.NewARN(core.Partition(c.Region), "bedrock", c.Region, "", "foundation-model/"+identifier).String()
}

// namedResource is what the path of a request names, by id, name or ARN.
func namedResource(c *core.Call, kind string) string {
	if strings.HasPrefix(c.Resource, "arn:") {
		return c.Resource
	}
	return ofCaller(c, kind+"/"+c.Resource)
}

// ofCaller is the ARN of something in the caller's account and the region of the request.
func ofCaller(c *core.Call, resource string) string {
	return core.NewARN(core.Partition(c.Region), "bedrock", c.Region, c.Account, resource).String()
}

// textsOf is a list of JSON strings, or all that there are.
func textsOf(member json.RawMessage) (texts []string) {
	if json.Unmarshal(member, &texts) != nil || len(texts) == 0 {
		return []string{"*"}
	}
	return texts
}

// textOf is a JSON string, or nothing.
func textOf(member json.RawMessage) (text string) {
	if json.Unmarshal(member, &text) != nil {
		return ""
	}
	return text
}
