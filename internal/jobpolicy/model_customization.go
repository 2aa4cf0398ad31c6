// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

// modelCustomization is the role of
// https://docs.aws.amazon.com/bedrock/latest/userguide/custom-model-job-access-security.html.
func modelCustomization() purpose {
	return purpose{
		name:    ModelCustomization,
		sources: []string{"model-customization-job/*"},
		permissions: func(scope Scope, grants Grants) []Statement {
			out := dataStatements(scope, grants)
			out = append(out, kmsStatements(scope, grants)...)
			out = append(out, invokeStatements(grants)...)
			return append(out, vpcStatements(scope, grants.VPC, jobTag{
				key: "BedrockModelCustomizationJobArn", jobs: scope.arn("bedrock", "model-customization-job/*"),
			})...)
		},
	}
}

// dataStatements allow to read the data of a job and to write its output.
func dataStatements(scope Scope, grants Grants) []Statement {
	accesses := []s3Access{
		{"ReadTrainingData", []string{"s3:GetObject"}, grants.TrainingData},
		{"ReadValidationData", []string{"s3:GetObject"}, grants.ValidationData},
		{"ReadInvocationLogs", []string{"s3:GetObject"}, grants.InvocationLogs},
		{"ReadInputData", []string{"s3:GetObject"}, grants.InputData},
	}
	if grants.Output != nil {
		accesses = append(accesses, s3Access{"WriteOutput", []string{"s3:GetObject", "s3:PutObject"}, []S3Location{*grants.Output}})
	}
	return s3Statements(scope, accesses...)
}

// invokeStatements allow to call models, the teacher of a distillation and the graders of reinforcement fine-tuning.
func invokeStatements(grants Grants) []Statement {
	var out []Statement
	if len(grants.TeacherModelARNs) > 0 {
		out = append(out, Statement{
			SID: "InvokeTeacherModel", Actions: []string{"bedrock:InvokeModel"}, Resources: grants.TeacherModelARNs,
		})
	}
	if len(grants.InvokedModelARNs) > 0 {
		out = append(out, Statement{
			SID: "InvokeModels", Actions: []string{"bedrock:InvokeModel"}, Resources: grants.InvokedModelARNs,
		})
	}
	if len(grants.RewardFunctionARNs) > 0 {
		out = append(out, Statement{
			SID: "InvokeRewardFunction", Actions: []string{"lambda:InvokeFunction"}, Resources: grants.RewardFunctionARNs,
		})
	}
	return out
}
