// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

// modelImport follows https://docs.aws.amazon.com/bedrock/latest/userguide/model-import-iam-role.html. It is for models from SageMaker
// artefacts too.
func modelImport() purpose {
	return purpose{
		name:    ModelImport,
		sources: []string{"model-import-job/*"},
		permissions: func(scope Scope, grants Grants) []Statement {
			out := dataStatements(scope, grants)
			out = append(out, kmsStatements(scope, grants)...)
			return append(out, vpcStatements(scope, grants.VPC, jobTag{
				key: "BedrockModelImportJobArn", jobs: scope.arn("bedrock", "model-import-job/*"),
			})...)
		},
	}
}
