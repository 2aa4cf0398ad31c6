// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"regexp"
	"slices"
	"strings"
)

// exemption is a rule that AWS does not keep, or that a newer AWS has loosened.
type exemption struct {
	shapes []string
	rule   string
	when   func(v Violation) bool // nil means always
	// answered says that AWS answers it, and does not take it.
	answered bool
	source   string
	// example is a value that AWS takes and the model refuses, or a number of elements. A test fails when a newer model takes it too.
	example  string
	elements int
}

// How it is known that AWS takes what the model refuses.
const (
	catalogue = "ids and ARNs that ListFoundationModels and ListInferenceProfiles answer"
	reference = "the page of the operation in the Bedrock API Reference shows it"
	partition = "the same kind of ARN is taken of every partition by other patterns of the model"
)

var exemptions = []exemption{
	{
		shapes: []string{"EvaluationBedrockModelIdentifier"}, rule: Pattern, source: catalogue,
		example: "amazon.nova-lite-v1:0:300k", // and the profiles of global and us-gov
	},
	{
		shapes: []string{"EvaluatorModelIdentifier"}, rule: Pattern, source: catalogue,
		example: "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6",
	},
	{
		shapes: []string{"EvaluationTaskType"}, rule: Enum, when: is("General"), example: "General",
		source: "AWS's own examples of jobs with a judge and of knowledge bases send it, and such jobs have run",
	},
	{shapes: []string{"IncludedModelId", "ExcludedModelId"}, rule: Pattern, source: catalogue, example: "deepseek.v3.2"},
	{
		shapes: []string{"BaseModelIdentifier"}, rule: Pattern, when: isARN, source: catalogue,
		example: "arn:aws:bedrock:us-west-2::foundation-model/deepseek.v3.2",
	},
	{
		shapes: []string{"ModelId"}, rule: Pattern, when: isARN, source: reference,
		example: "arn:aws:bedrock:us-east-1:123456789012:imported-model/a1b2c3d4e5f6",
	},
	{
		shapes: []string{"PromptRouterArn"}, rule: Pattern, when: contains(":prompt-router/"), source: reference,
		example: "arn:aws:bedrock:us-east-1:123456789012:prompt-router/a1b2c3d4e5f6",
	},
	{
		shapes: []string{"ModelSourceIdentifier"}, rule: Pattern, when: isARN, source: partition,
		example: "arn:aws-us-gov:sagemaker:us-gov-west-1:aws:hub-content/SageMakerPublicHub/Model/some-model",
	},
	{
		shapes: []string{"CustomModelArn"}, rule: Pattern, when: inNewPartition, source: partition,
		example: "arn:aws-eusc:bedrock:eusc-de-east-1:123456789012:custom-model/amazon.nova-lite-v1:0/a1b2c3d4e5f6",
	},
	{
		shapes: []string{"CustomModelDeploymentIdentifier"}, rule: Pattern, when: inNewPartition, source: partition,
		example: "arn:aws-eusc:bedrock:eusc-de-east-1:123456789012:custom-model-deployment/a1b2c3d4e5f6",
	},
	{
		shapes: []string{"InferenceProfileIdentifier", "InferenceProfileModelSourceArn"}, rule: Pattern, when: inNewPartition,
		source: partition, example: "arn:aws-eusc:bedrock:eusc-de-east-1:123456789012:inference-profile/eusc.amazon.nova-lite-v1:0",
	},
	{
		shapes: []string{"PromptRouterTargetModelArn"}, rule: Pattern, when: inNewPartition, source: partition,
		example: "arn:aws-eusc:bedrock:eusc-de-east-1:123456789012:inference-profile/eusc.amazon.nova-lite-v1:0",
	},
	{
		shapes: []string{"LambdaArn"}, rule: Pattern, when: matches(`:lambda:(us-isob?|eu-isoe|eusc-[a-z]+)-[a-z]+-\d:`), source: partition,
		example: "arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:grader",
	},
	{
		shapes: []string{"AutomatedReasoningPolicyVersion"}, rule: Pattern, when: is("DRAFT"), example: "DRAFT",
		source: "CreateAutomatedReasoningPolicy and GetAutomatedReasoningPolicy answer it",
	},
	{
		shapes: []string{"FoundationModelArn"}, rule: Pattern, when: contains(":bedrock:::foundation-model/"), source: catalogue,
		example: "arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0", // of profiles that are global
	},
	{
		shapes: []string{"InferenceProfileName"}, rule: Pattern, answered: true, source: catalogue, example: "US Anthropic Claude 3.5 Haiku",
	},
	{
		shapes: []string{"InferenceProfileDescription"}, rule: Pattern, answered: true, source: catalogue,
		example: "Routes requests to Nova Lite in us-east-1, us-east-2 and us-west-2.",
	},
	{shapes: []string{"InferenceProfileModels"}, rule: Max, answered: true, source: catalogue, elements: 8},
	{
		shapes: []string{"BrandedName"}, rule: Max, example: "Amazon Nova Multimodal Embeddings",
		source: "names of models and providers that ListFoundationModels answers",
	},
	{
		shapes: []string{"InferenceType"}, rule: Enum, when: is("INFERENCE_PROFILE"), answered: true, example: "INFERENCE_PROFILE",
		source: "ListFoundationModels answers it",
	},
	{
		shapes: []string{"ModelModality"}, rule: Enum, when: is("VIDEO", "SPEECH", "AUDIO"), answered: true, example: "VIDEO",
		source: "ListFoundationModels answers it",
	},
	{
		shapes: []string{"DataRetentionMode"}, rule: Enum, when: is("aws_review"), example: "aws_review",
		source: "the SDK for Go has it",
	},
	{
		shapes: []string{"GuardrailTopicDefinition"}, rule: Max, example: strings.Repeat("x", 201),
		source: "the standard tier of guardrails takes definitions of 1,000 characters",
	},
}

// raised are upper limits that AWS has raised in its service without the model following.
var raised = []string{"BedrockModelId"}

// openForms are shapes whose pattern says what ids look like today.
var openForms = []string{"Provider", "SubnetId", "SecurityGroupId", "KmsKeyId"}

func exempt(v Violation, answered bool) bool {
	if v.Source.Service != "Bedrock" {
		return false
	}
	return slices.ContainsFunc(exemptions, func(e exemption) bool {
		return e.rule == v.Rule && slices.Contains(e.shapes, v.Shape) && (answered || !e.answered) && (e.when == nil || e.when(v))
	})
}

// doubt says why AWS may take what breaks a rule.
func doubt(v Violation) string {
	switch v.Rule {
	case Enum:
		return "AWS adds values from time to time"
	case Max:
		if slices.Contains(raised, v.Shape) {
			return "AWS has raised this limit before"
		}
	case Pattern:
		isForm := strings.Contains(v.Limit, "arn:") || strings.HasSuffix(v.Shape, "Identifier") || strings.HasSuffix(v.Shape, "Arn")
		if isForm || slices.Contains(openForms, v.Shape) {
			return "AWS adds forms of ids and ARNs from time to time"
		}
	}
	return ""
}

func is(values ...string) func(Violation) bool {
	return func(v Violation) bool { return slices.Contains(values, v.Value) }
}

func contains(text string) func(Violation) bool {
	return func(v Violation) bool { return strings.Contains(v.Value, text) }
}

func matches(pattern string) func(Violation) bool {
	return func(v Violation) bool {
		found, err := regexp.MatchString(pattern, v.Value)
		return err == nil && found
	}
}

func isARN(v Violation) bool { return strings.HasPrefix(v.Value, "arn:") }

func inNewPartition(v Violation) bool {
	return slices.ContainsFunc([]string{"arn:aws-iso-e:", "arn:aws-iso-f:", "arn:aws-eusc:"}, func(beginning string) bool {
		return strings.HasPrefix(v.Value, beginning)
	})
}
