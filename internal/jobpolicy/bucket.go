// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

import (
	"errors"
	"fmt"
	"strings"
)

// LogDeliverySID is the id of the statement that lets Bedrock write invocation logs, as Bedrock itself names it.
const LogDeliverySID = "AmazonBedrockLogsWrite"

// BucketGrants is who may do what with a bucket besides the roles of its own account, whose permissions suffice. All lists may be empty
// and in any order.
type BucketGrants struct {
	// ReaderRoleARNs are the roles that read objects, WriterRoleARNs those that write them, too.
	ReaderRoleARNs []string
	WriterRoleARNs []string
	// LogPrefixes are the key prefixes below which Bedrock writes invocation logs; an empty one is the bucket itself.
	LogPrefixes []string
}

// BucketStatements are the statements of the policy of a bucket, in the account and region of the scope. The error says that the scope is
// incomplete or that a grant is not valid.
func BucketStatements(scope Scope, bucket string, grants BucketGrants) (Document, error) {
	errs := []error{scope.validate(), S3Location{Bucket: bucket}.validate()}
	for _, prefix := range grants.LogPrefixes {
		errs = append(errs, S3Location{Bucket: bucket, Key: prefix}.validate())
	}
	for _, arn := range append(append([]string{}, grants.ReaderRoleARNs...), grants.WriterRoleARNs...) {
		errs = append(errs, validateARN(arn))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	arn := S3Location{Bucket: bucket}.bucketARN(scope)
	var out Document
	if len(grants.ReaderRoleARNs) > 0 {
		principal := map[string]Values{"AWS": grants.ReaderRoleARNs}
		out = append(out,
			Statement{SID: "RolesRead", Principal: principal, Actions: []string{"s3:GetObject"}, Resources: []string{arn + "/*"}},
			Statement{SID: "RolesList", Principal: principal, Actions: []string{"s3:ListBucket"}, Resources: []string{arn}})
	}
	if len(grants.WriterRoleARNs) > 0 {
		principal := map[string]Values{"AWS": grants.WriterRoleARNs}
		out = append(out, Statement{
			SID: "RolesWrite", Principal: principal, Resources: []string{arn + "/*"},
			Actions: []string{"s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"},
		}, Statement{
			SID: "RolesFind", Principal: principal, Resources: []string{arn},
			Actions: []string{"s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"},
		})
	}
	if len(grants.LogPrefixes) > 0 {
		out = append(out, logDelivery(scope, bucket, grants.LogPrefixes))
	}
	return out, nil
}

// logDelivery lets Bedrock write the invocation logs of the account and region:
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html.
func logDelivery(scope Scope, bucket string, prefixes []string) Statement {
	var resources []string
	for _, prefix := range prefixes {
		if prefix = strings.Trim(prefix, "/"); prefix != "" {
			prefix = literal(prefix) + "/"
		}
		resources = append(resources, fmt.Sprintf("%s/%sAWSLogs/%s/BedrockModelInvocationLogs/*",
			S3Location{Bucket: bucket}.bucketARN(scope), prefix, scope.AccountID))
	}
	return Statement{
		SID: LogDeliverySID, Principal: map[string]Values{"Service": {BedrockPrincipal}}, Actions: []string{"s3:PutObject"},
		Resources: resources, Condition: onBehalfOf(scope, "*"),
	}
}

// onBehalfOf is the condition that Bedrock acts for resources of the account in the region.
func onBehalfOf(scope Scope, resource string) Conditions {
	return Conditions{
		"StringEquals": {"aws:SourceAccount": {scope.AccountID}},
		"ArnLike":      {"aws:SourceArn": {scope.arn("bedrock", resource)}},
	}
}

// KeyGrants is who may use a KMS key besides its own account's administrators. All lists may be empty and in any order.
type KeyGrants struct {
	// ReaderRoleARNs are the roles that read what the key encrypts in S3, WriterRoleARNs those that write it, too.
	ReaderRoleARNs []string
	WriterRoleARNs []string
	// ModelRoleARNs are the roles of the jobs whose models the key encrypts.
	ModelRoleARNs []string
	// InvocationLogs says that Bedrock writes invocation logs into a bucket which the key encrypts.
	InvocationLogs bool
	// Evaluations says that the key encrypts evaluation jobs.
	Evaluations bool
}

// KeyStatements are the statements that the policy of a KMS key needs besides that of its administrators, empty where it needs none. In
// the policy of a key, the resource * is that key:
// https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html and
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-evaluation-security-kms.html.
// The error says that the scope is incomplete or that a role is not valid.
func KeyStatements(scope Scope, grants KeyGrants) (Document, error) {
	errs := []error{scope.validate()}
	var out Document
	for _, use := range []struct {
		sid     string
		roles   []string
		service string
		actions []string
	}{
		{"RolesDecryptObjects", grants.ReaderRoleARNs, "s3", []string{"kms:Decrypt"}},
		{"RolesEncryptObjects", grants.WriterRoleARNs, "s3", []string{"kms:Decrypt", "kms:GenerateDataKey"}},
		{"RolesEncryptModels", grants.ModelRoleARNs, "bedrock",
			[]string{"kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"}},
	} {
		for _, arn := range use.roles {
			errs = append(errs, validateARN(arn))
		}
		if len(use.roles) > 0 {
			out = append(out, Statement{
				SID: use.sid, Principal: map[string]Values{"AWS": use.roles}, Actions: use.actions, Resources: []string{"*"},
				Condition: Conditions{"StringLike": {"kms:ViaService": {scope.endpoint(use.service)}}},
			})
		}
	}
	bedrock := map[string]Values{"Service": {BedrockPrincipal}}
	if grants.InvocationLogs {
		out = append(out, Statement{
			SID: "BedrockEncryptsLogs", Principal: bedrock, Actions: []string{"kms:GenerateDataKey"}, Resources: []string{"*"},
			Condition: onBehalfOf(scope, "*"),
		})
	}
	if grants.Evaluations {
		jobs := scope.arn("bedrock", evaluationSource)
		byJob := Conditions{"StringLike": {"kms:EncryptionContext:evaluationJobArn": {jobs}, "aws:SourceArn": {jobs}}}
		out = append(out, Statement{
			SID: "BedrockEncryptsEvaluations", Principal: bedrock, Actions: []string{"kms:Decrypt", "kms:GenerateDataKey"},
			Resources: []string{"*"}, Condition: byJob,
		}, Statement{
			SID: "BedrockDescribesKey", Principal: bedrock, Actions: []string{"kms:DescribeKey"}, Resources: []string{"*"},
			Condition: Conditions{"StringLike": {"aws:SourceArn": {jobs}}},
		})
	}
	return out, errors.Join(errs...)
}
