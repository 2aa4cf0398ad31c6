// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package databucketpolicy is the data source bedrock_data_bucket_policy: what a bucket and its key need for Bedrock, for those who make
// both with another provider. It asks AWS nothing but the account, where nobody names it.
package databucketpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const summary = "Writing the policies of a bucket for Bedrock"

// reviewerOrigin is the page on which people look at answers.
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-evaluation-security-cors.html
const reviewerOrigin = "https://mturk-console-template-preview-hooks.s3.amazonaws.com"

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_data_bucket_policy.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "data_bucket_policy"}}
}

type model struct {
	Bucket                types.String `tfsdk:"bucket"`
	Region                types.String `tfsdk:"region"`
	AccountID             types.String `tfsdk:"account_id"`
	ReaderRoleARNs        types.Set    `tfsdk:"reader_role_arns"`
	WriterRoleARNs        types.Set    `tfsdk:"writer_role_arns"`
	ModelRoleARNs         types.Set    `tfsdk:"model_role_arns"`
	InvocationLogPrefixes types.Set    `tfsdk:"invocation_log_prefixes"`
	HumanEvaluation       types.Bool   `tfsdk:"human_evaluation"`
	EncryptedEvaluations  types.Bool   `tfsdk:"encrypted_evaluations"`
	Policy                types.String `tfsdk:"policy"`
	KeyPolicy             types.String `tfsdk:"key_policy"`
	CORSRules             []corsRule   `tfsdk:"cors_rules"`
}

type corsRule struct {
	AllowedMethods []string `tfsdk:"allowed_methods"`
	AllowedOrigins []string `tfsdk:"allowed_origins"`
}

// Read writes the documents.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	if !crud.Decode(ctx, req.Config, &m, &resp.Diagnostics) {
		return
	}
	scope, err := wiring.ScopeOf(ctx, d.Provider, m.Region, m.AccountID)
	if crud.Failed(&resp.Diagnostics, summary, m.Bucket.ValueString(), err) {
		return
	}
	m.Region, m.AccountID = types.StringValue(scope.Region), types.StringValue(scope.AccountID)
	if err := m.write(scope); err != nil {
		resp.Diagnostics.AddError(summary, err.Error()+".")
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func (m *model) write(scope jobpolicy.Scope) error {
	bucket, prefixes := m.Bucket.ValueString(), conv.Strings(m.InvocationLogPrefixes)
	readers, writers := conv.Strings(m.ReaderRoleARNs), conv.Strings(m.WriterRoleARNs)
	granted, err := jobpolicy.BucketStatements(scope, bucket, jobpolicy.BucketGrants{
		ReaderRoleARNs: readers, WriterRoleARNs: writers, LogPrefixes: prefixes,
	})
	if err != nil {
		return err
	}
	key, err := jobpolicy.KeyStatements(scope, jobpolicy.KeyGrants{
		ReaderRoleARNs: readers, WriterRoleARNs: writers, ModelRoleARNs: conv.Strings(m.ModelRoleARNs),
		InvocationLogs: len(prefixes) > 0, Evaluations: m.EncryptedEvaluations.ValueBool(),
	})
	if err != nil {
		return err
	}
	statements, err := wiring.StatementsOf(granted)
	if err != nil {
		return err
	}
	document := wiring.PolicyDocument{Version: wiring.PolicyVersion}
	document.Statement = append(document.Statement, wiring.SecureTransport(wiring.BucketARN(scope.Partition, bucket)))
	document.Statement = append(document.Statement, statements...)
	policy, err := document.Encode()
	if err != nil {
		return err
	}
	m.Policy, m.KeyPolicy = types.StringValue(policy), types.StringNull()
	if len(key) > 0 {
		m.KeyPolicy = types.StringValue(key.String())
	}
	m.CORSRules = []corsRule{}
	if m.HumanEvaluation.ValueBool() {
		m.CORSRules = []corsRule{{AllowedMethods: []string{"GET"}, AllowedOrigins: []string{reviewerOrigin}}}
	}
	return nil
}
