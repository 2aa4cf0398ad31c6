// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

import (
	"fmt"
	"slices"
	"strings"
)

// Purpose is what a service role is for. The values are those of the purpose argument of bedrock_service_role.
type Purpose string

const (
	// ModelCustomization is for the jobs of CreateModelCustomizationJob: fine-tuning, continued pre-training, distillation
	// and reinforcement fine-tuning.
	ModelCustomization Purpose = "model_customization"
	// ModelImport is for the jobs of CreateModelImportJob, and for CreateCustomModel.
	ModelImport Purpose = "model_import"
	// BatchInference is for the jobs of CreateModelInvocationJob.
	BatchInference Purpose = "batch_inference"
	// InvocationLogging is for the log group of PutModelInvocationLoggingConfiguration.
	InvocationLogging Purpose = "invocation_logging"
	// EvaluationAutomatic is for the jobs of CreateEvaluationJob that algorithms score.
	EvaluationAutomatic Purpose = "evaluation_automatic"
	// EvaluationJudge is for those that a model scores.
	EvaluationJudge Purpose = "evaluation_judge"
	// EvaluationHuman is for those that people score.
	EvaluationHuman Purpose = "evaluation_human"
	// EvaluationHumanSageMaker is for the flow definition with which SageMaker AI shows people the answers.
	EvaluationHumanSageMaker Purpose = "evaluation_human_sagemaker"
	// EvaluationRAG is for those of a knowledge base.
	EvaluationRAG Purpose = "evaluation_rag"
)

// purpose is what sets the role of one kind of job apart.
type purpose struct {
	name Purpose
	// sources are the resources of Bedrock, behind the account of their ARN, on whose behalf the role is assumed. A role without is
	// SageMaker's.
	sources []string
	// permissions are the statements that a job needs.
	permissions func(Scope, Grants) []Statement
}

// purposes are all kinds of jobs there is a role for.
func purposes() []purpose {
	return append([]purpose{
		modelCustomization(),
		modelImport(),
		batchInference(),
		invocationLogging(),
	}, evaluations()...)
}

// Purposes lists the purposes there are documents for.
func Purposes() []Purpose {
	var names []Purpose
	for _, p := range purposes() {
		names = append(names, p.name)
	}
	return names
}

func find(name Purpose) (purpose, error) {
	all := purposes()
	i := slices.IndexFunc(all, func(p purpose) bool { return p.name == name })
	if i < 0 {
		return purpose{}, fmt.Errorf("unknown purpose %q", name)
	}
	return all[i], nil
}

// Scope is where the jobs run. All three members are required: without one of them a document would match more than it
// is meant to.
type Scope struct {
	Partition string // such as aws
	Region    string // such as us-east-1
	AccountID string // the account of the jobs and of the role
}

func (s Scope) validate() error {
	for _, member := range []struct{ name, value string }{
		{"partition", s.Partition}, {"region", s.Region}, {"account ID", s.AccountID},
	} {
		if member.value == "" || strings.ContainsAny(member.value, "*?$:") {
			return fmt.Errorf("the %s %q is not one that a policy can be limited to", member.name, member.value)
		}
	}
	return nil
}

// arn is the ARN of a regional resource of the scope's account.
func (s Scope) arn(service, resource string) string {
	return fmt.Sprintf("arn:%s:%s:%s:%s:%s", s.Partition, service, s.Region, s.AccountID, resource)
}

// endpoint is the host name of a service, as the condition key kms:ViaService has it.
func (s Scope) endpoint(service string) string {
	return service + "." + s.Region + "." + dnsSuffix(s.Partition)
}

func dnsSuffix(partition string) string {
	switch partition {
	case "aws-cn":
		return "amazonaws.com.cn"
	case "aws-eusc":
		return "amazonaws.eu"
	case "aws-iso":
		return "c2s.ic.gov"
	case "aws-iso-b":
		return "sc2s.sgov.gov"
	case "aws-iso-e":
		return "cloud.adc-e.uk"
	case "aws-iso-f":
		return "csp.hci.ic.gov"
	default:
		return "amazonaws.com"
	}
}
