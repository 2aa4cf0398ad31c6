// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

// batchInference follows https://docs.aws.amazon.com/bedrock/latest/userguide/batch-iam-sr.html.
func batchInference() purpose {
	return purpose{
		name:    BatchInference,
		sources: []string{"model-invocation-job/*"},
		permissions: func(scope Scope, grants Grants) []Statement {
			out := dataStatements(scope, grants)
			out = append(out, kmsStatements(scope, grants)...)
			out = append(out, invokeStatements(grants)...)
			return append(out, vpcStatements(scope, grants.VPC, jobTag{
				key: "BedrockModelInvocationJobArn", jobs: scope.arn("bedrock", "model-invocation-job/*"),
			})...)
		},
	}
}
