// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// recognise reads the arguments back from the documents of an imported role, as far as they are written the way derive
// writes them. What it does not recognise stays null, and the next plan shows it.
func (m *model) recognise(ctx context.Context, of profiles) error {
	arn, err := awsarn.Parse(m.ARN.ValueString())
	if err != nil {
		return err
	}
	m.recogniseTrust(arn)
	if m.PermissionsPolicy.ValueString() == "" {
		return nil
	}
	policy, err := wiring.ParsePolicy(m.PermissionsPolicy.ValueString())
	if err != nil {
		return fmt.Errorf("reading the inline policy %s: %w", inlinePolicy, err)
	}
	owners := map[string]attr.Value{}
	for _, raw := range policy.Statement {
		var statement grant
		if err := json.Unmarshal(raw, &statement); err != nil {
			return fmt.Errorf("reading the inline policy %s: %w", inlinePolicy, err)
		}
		m.recogniseGrant(statement)
		if owner := statement.owner(); owner != "" && owner != arn.AccountID {
			for _, uri := range statement.uris() {
				bucket, _, _ := strings.Cut(strings.TrimPrefix(uri, "s3://"), "/")
				owners[bucket] = types.StringValue(owner)
			}
		}
	}
	if len(owners) > 0 {
		m.BucketOwners = types.MapValueMust(types.StringType, owners)
	}
	m.ModelARNs = conv.Set(m.models())
	if err := m.recogniseAdditional(arn); err != nil {
		return err
	}
	m.TeacherModels = conv.Set(withoutThoseBehind(ctx, of, conv.Strings(m.TeacherModels)))
	m.InvokedModels = conv.Set(withoutThoseBehind(ctx, of, conv.Strings(m.InvokedModels)))
	return nil
}

// recogniseAdditional takes the statements that do not follow from the arguments for additional ones. Where the arguments make no
// policy, there is nothing to compare with.
func (m *model) recogniseAdditional(arn awsarn.ARN) (err error) {
	scope := m.scope(awsclient.Caller{Partition: arn.Partition, AccountID: arn.AccountID})
	if _, permissions, unlike := m.documents(scope, m.models()); unlike == nil {
		var additional string
		additional, err = additionalTo(permissions, m.PermissionsPolicy.ValueString())
		m.AdditionalPolicyJSON = conv.NonEmpty(&additional)
	}
	return err
}

// recogniseTrust finds the purpose and the region for which derive would write this trust policy.
func (m *model) recogniseTrust(arn awsarn.ARN) {
	_, source, _ := strings.Cut(m.TrustPolicy.ValueString(), ":bedrock:")
	region, _, found := strings.Cut(source, ":")
	if !found {
		return
	}
	for _, purpose := range jobpolicy.Purposes() {
		trust, err := jobpolicy.TrustPolicy(purpose, jobpolicy.Scope{Partition: arn.Partition, Region: region, AccountID: arn.AccountID})
		if err == nil && fwtypes.SamePolicy(trust, m.TrustPolicy.ValueString()) {
			m.Purpose, m.Region = types.StringValue(string(purpose)), types.StringValue(region)
		}
	}
}

func (m *model) recogniseGrant(g grant) {
	if len(g.Resource) == 0 {
		return // all but what NotResource names, which no argument says
	}
	if purpose := jobpolicy.EvaluationPurposeOf(g.Sid); purpose != "" {
		m.Purpose = types.StringValue(string(purpose)) // the trust of all evaluations is the same
	}
	switch strings.TrimRight(g.Sid, "0123456789") {
	case "ReadTrainingData":
		m.TrainingData = withTexts(m.TrainingData, g.uris())
	case "ReadValidationData":
		m.ValidationData = withTexts(m.ValidationData, g.uris())
	case "ReadInvocationLogs":
		m.InvocationLogs = withTexts(m.InvocationLogs, g.uris())
	case "ReadInputData":
		m.InputData = withTexts(m.InputData, g.uris())
	case "WriteOutput":
		if uris := g.uris(); len(uris) == 1 {
			m.OutputData = types.StringValue(uris[0])
		}
	case "DecryptData":
		m.DataKMSKeyARNs = withTexts(m.DataKMSKeyARNs, g.Resource)
	case "EncryptOutput":
		m.OutputKMSKeyARNs = withTexts(m.OutputKMSKeyARNs, g.Resource)
	case "EncryptModel":
		m.ModelKMSKeyARN = types.StringValue(g.Resource[0])
	case "InvokeTeacherModel":
		m.TeacherModels = withTexts(m.TeacherModels, g.Resource)
	case "AskKnowledgeBases":
		m.KnowledgeBaseARNs = withTexts(m.KnowledgeBaseARNs, g.Resource)
	case "InvokeModels", "InvokeEvaluatedModels", "InvokeModelsAndJudges", "InvokeModelsForPeople", "InvokeJudgesOfKnowledgeBases":
		m.InvokedModels = withTexts(m.InvokedModels, g.Resource)
	case "WriteLogs":
		if groups := behind(g.Resource, ":log-group:"); len(groups) == 1 {
			m.LogGroupName = types.StringValue(strings.TrimSuffix(groups[0], ":log-stream:aws/bedrock/modelinvocations"))
		}
	case "InvokeRewardFunction":
		m.RewardFunctionARNs = withTexts(m.RewardFunctionARNs, g.Resource)
	case "PlaceNetworkInterface":
		m.VPCConfig = types.ObjectValueMust(
			map[string]attr.Type{"subnet_ids": textSet(), "security_group_ids": textSet()},
			map[string]attr.Value{
				"subnet_ids":         withTexts(types.SetNull(types.StringType), behind(g.Resource, ":subnet/")),
				"security_group_ids": withTexts(types.SetNull(types.StringType), behind(g.Resource, ":security-group/")),
			})
	}
}

func textSet() attr.Type { return types.SetType{ElemType: types.StringType} }

// withTexts is a set with more strings; null stays null when there are none.
func withTexts(set types.Set, more []string) types.Set {
	if len(more) == 0 {
		return set
	}
	all := append(conv.Strings(set), more...)
	slices.Sort(all)
	var elements []attr.Value
	for _, text := range slices.Compact(all) {
		elements = append(elements, types.StringValue(text))
	}
	return types.SetValueMust(types.StringType, elements)
}

// behind is what follows a mark in the texts that have it.
func behind(texts []string, mark string) []string {
	var out []string
	for _, text := range texts {
		if _, rest, ok := strings.Cut(text, mark); ok {
			out = append(out, rest)
		}
	}
	return out
}

// grant is one statement of a permissions policy.
type grant struct {
	Sid       string
	Resource  wiring.OneOrMany
	Condition map[string]map[string]wiring.OneOrMany
}

// owner is the account that the buckets of the statement have to belong to.
func (g grant) owner() string {
	return strings.Join(g.Condition["StringEquals"]["aws:ResourceAccount"], "")
}

// uris are the S3 URIs that the resources of the statement stand for: an object and what is below it for a key without a
// slash at its end, and only what is below it otherwise.
func (g grant) uris() []string {
	var out []string
	for _, resource := range g.Resource {
		_, place, isS3 := strings.Cut(resource, ":s3:::")
		folder, isFolder := strings.CutSuffix(place, "/*")
		object := strings.TrimSuffix(resource, "/*")
		switch {
		case !isS3, isFolder && slices.Contains(g.Resource, object):
			continue
		case !isFolder, !strings.Contains(folder, "/"):
			place = folder
		default:
			place = folder + "/"
		}
		out = append(out, "s3://"+strings.NewReplacer("${*}", "*", "${?}", "?", "${$}", "$").Replace(place))
	}
	return out
}
