// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

// invocationLogging follows https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html: logs are written on
// behalf of no job, but of Bedrock in the account and region. Logs in S3 need no role, but a policy of the bucket.
func invocationLogging() purpose {
	return purpose{
		name:    InvocationLogging,
		sources: []string{"*"},
		permissions: func(scope Scope, grants Grants) []Statement {
			if grants.LogGroup == "" {
				return nil
			}
			return []Statement{{
				SID: "WriteLogs", Actions: []string{"logs:CreateLogStream", "logs:PutLogEvents"},
				Resources: []string{scope.arn("logs", "log-group:"+grants.LogGroup+":log-stream:aws/bedrock/modelinvocations")},
			}}
		},
	}
}
