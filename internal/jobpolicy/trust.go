// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

// The services that assume the roles, in every partition.
const (
	BedrockPrincipal   = "bedrock.amazonaws.com"
	SageMakerPrincipal = "sagemaker.amazonaws.com"
)

// TrustPolicy is the trust policy of a role: Amazon Bedrock may assume it for the jobs of one kind, of the scope's
// account and region, and for nothing else. The ARN of a job is not known before the role exists, so it ends in a
// wildcard, as AWS documents:
// https://docs.aws.amazon.com/bedrock/latest/userguide/custom-model-job-access-security.html.
//
// The error says that the purpose is not known or that the scope is incomplete.
func TrustPolicy(name Purpose, scope Scope) (string, error) {
	p, err := find(name)
	if err != nil {
		return "", err
	}
	if err := scope.validate(); err != nil {
		return "", err
	}
	if len(p.sources) == 0 { // AWS documents no condition for SageMaker, and does not say that it keeps one
		return Document{{
			Principal: map[string]Values{"Service": {SageMakerPrincipal}}, Actions: []string{"sts:AssumeRole"},
		}}.String(), nil
	}
	var sources []string
	for _, source := range p.sources {
		sources = append(sources, scope.arn("bedrock", source))
	}
	return Document{{
		Principal: map[string]Values{"Service": {BedrockPrincipal}},
		Actions:   []string{"sts:AssumeRole"},
		Condition: Conditions{
			"StringEquals": {"aws:SourceAccount": {scope.AccountID}},
			"ArnLike":      {"aws:SourceArn": sources},
		},
	}}.String(), nil
}
