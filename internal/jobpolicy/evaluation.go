// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

import "slices"

// evaluationSource are the jobs on whose behalf Bedrock assumes the role of an evaluation.
const evaluationSource = "evaluation-job/*"

// evaluations are the roles of
// https://docs.aws.amazon.com/bedrock/latest/userguide/automatic-service-roles.html,
// https://docs.aws.amazon.com/bedrock/latest/userguide/judge-service-roles.html,
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-eval-service-roles.html and
// https://docs.aws.amazon.com/bedrock/latest/userguide/rag-eval-service-roles.html. The last of them is SageMaker's, which shows people
// the answers.
func evaluations() []purpose {
	return []purpose{
		{name: EvaluationAutomatic, sources: []string{evaluationSource}, permissions: func(scope Scope, grants Grants) []Statement {
			return append(evaluationData(scope, grants), modelStatements("InvokeEvaluatedModels", grants)...)
		}},
		{name: EvaluationJudge, sources: []string{evaluationSource}, permissions: func(scope Scope, grants Grants) []Statement {
			return append(evaluationData(scope, grants), modelStatements("InvokeModelsAndJudges", grants)...)
		}},
		{name: EvaluationHuman, sources: []string{evaluationSource}, permissions: func(scope Scope, grants Grants) []Statement {
			out := append(evaluationData(scope, grants), modelStatements("InvokeModelsForPeople", grants)...)
			return append(out, Statement{
				SID: "RunHumanLoops",
				Actions: []string{
					"sagemaker:DeleteHumanLoop", "sagemaker:DescribeFlowDefinition", "sagemaker:DescribeHumanLoop", "sagemaker:StartHumanLoop",
					"sagemaker:StopHumanLoop",
				},
				Resources: []string{scope.arn("sagemaker", "flow-definition/*"), scope.arn("sagemaker", "human-loop/*")},
			})
		}},
		{name: EvaluationRAG, sources: []string{evaluationSource}, permissions: func(scope Scope, grants Grants) []Statement {
			out := append(evaluationData(scope, grants), modelStatements("InvokeJudgesOfKnowledgeBases", grants)...)
			if len(grants.KnowledgeBaseARNs) > 0 {
				out = append(out, Statement{
					SID: "AskKnowledgeBases", Actions: []string{"bedrock:Retrieve", "bedrock:RetrieveAndGenerate"},
					Resources: grants.KnowledgeBaseARNs,
				})
			}
			return out
		}},
		{name: EvaluationHumanSageMaker, permissions: evaluationData},
	}
}

// evaluationData allows to read prompts and to write scores.
func evaluationData(scope Scope, grants Grants) []Statement {
	accesses := []s3Access{{"ReadInputData", []string{"s3:GetObject"}, grants.InputData}}
	if grants.Output != nil {
		accesses = append(accesses, s3Access{
			"WriteOutput", []string{"s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"}, []S3Location{*grants.Output},
		})
	}
	out := s3Statements(scope, accesses...)
	if grants.Output != nil {
		out = append(out, Statement{
			SID: "FindOutput", Actions: []string{"s3:GetBucketLocation", "s3:ListBucketMultipartUploads"},
			Resources: []string{grants.Output.bucketARN(scope)},
			Condition: Conditions{"StringEquals": {"aws:ResourceAccount": {grants.Output.account(scope)}}},
		})
	}
	return append(out, kmsStatements(scope, grants)...)
}

// modelStatements allow to invoke the models that are evaluated and those that judge, in batches too.
func modelStatements(sid string, grants Grants) []Statement {
	if len(grants.InvokedModelARNs) == 0 {
		return nil
	}
	return []Statement{{
		SID: sid,
		Actions: []string{
			"bedrock:CreateModelInvocationJob", "bedrock:GetImportedModel", "bedrock:GetInferenceProfile",
			"bedrock:GetProvisionedModelThroughput", "bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream",
			"bedrock:StopModelInvocationJob",
		},
		Resources: slices.Clone(grants.InvokedModelARNs),
	}}
}

// EvaluationPurposeOf is the purpose of the evaluation whose policy has a statement with this id; empty where none has.
func EvaluationPurposeOf(sid string) Purpose {
	return map[string]Purpose{
		"InvokeEvaluatedModels": EvaluationAutomatic, "InvokeModelsAndJudges": EvaluationJudge, "RunHumanLoops": EvaluationHuman,
		"InvokeJudgesOfKnowledgeBases": EvaluationRAG, "AskKnowledgeBases": EvaluationRAG,
	}[sid]
}
