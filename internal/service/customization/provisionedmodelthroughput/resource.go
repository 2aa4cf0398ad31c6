// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package provisionedmodelthroughput is bedrock_provisioned_model_throughput: model units of a model, by the hour or for a term.
package provisionedmodelthroughput

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// object is what is special about bedrock_provisioned_model_throughput.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateProvisionedModelThroughput.html
var object = lifecycle.Object[model]{
	Type: "provisioned_model_throughput", Noun: "provisioned model throughput",
	Description: description, Again: "buys another one, paid by the hour or for its whole term, with another ARN",
	Attributes: attributes,
	Timeouts:   crud.Timeouts{Create: timeout, Update: timeout, Delete: deleteTimeout},
	Tags: []lifecycle.TagSet[model]{lifecycle.OwnTags("the throughput", func(m *model) (*lifecycle.Located, *lifecycle.Tagged) {
		return &m.Located, &m.Tagged
	})},
	Names: []lifecycle.Name[model]{{Argument: "provisioned_model_name", Get: func(m *model) (name, prefix *types.String) {
		return &m.ProvisionedModelName, nil
	}}},
	ReadsName: true,
	MovedFrom: crud.MovedFrom{"aws_bedrock_provisioned_model_throughput": "provisioned_model_arn"},
	Create: lifecycle.Creates((*bedrock.Client).CreateProvisionedModelThroughput, (*model).createInput,
		func(out *bedrock.CreateProvisionedModelThroughputOutput) *string { return out.ProvisionedModelArn }),
	Read: lifecycle.Reads((*bedrock.Client).GetProvisionedModelThroughput,
		func(id string) *bedrock.GetProvisionedModelThroughputInput {
			return &bedrock.GetProvisionedModelThroughputInput{ProvisionedModelId: &id}
		},
		(*model).flatten),
	Update: lifecycle.Updates((*bedrock.Client).UpdateProvisionedModelThroughput, updateInput),
	Delete: lifecycle.Deletes((*bedrock.Client).DeleteProvisionedModelThroughput,
		func(id string) *bedrock.DeleteProvisionedModelThroughputInput {
			return &bedrock.DeleteProvisionedModelThroughputInput{ProvisionedModelId: &id}
		}),
	List: lifecycle.Lists((*bedrock.Client).ListProvisionedModelThroughputs, listInput, listed),
	Moving: []string{
		"failure_message", "last_modified_time", "model_arn", "desired_model_arn", "desired_model_units", "commitment_expiration_time",
	},
	Wait: &lifecycle.Wait[model]{
		Status:  (*model).phase,
		Failure: (*model).failure,
		Ready:   []string{string(awstypes.ProvisionedModelStatusInService)},
		Failed:  []string{string(awstypes.ProvisionedModelStatusFailed), updateFailed},
	},
	Commitment: &lifecycle.Commitment[model]{
		Argument: "commitment_duration",
		Asked:    func(m *model) bool { return m.CommitmentDuration.ValueString() != "" },
		Until:    func(m *model) types.String { return m.CommitmentExpirationTime },
		Note:     "At the end of its term it renews by itself, unless it is deleted then.",
	},
	Refused: noModelUnits,
}

// What the provider has of provisioned throughput, besides the plural data source.
var (
	Resource   = lifecycle.Resource(&object)
	List       = lifecycle.List(&object)
	DataSource = lifecycle.DataSource(&object, lifecycle.Singular{
		Identifier:     "provisioned_model_id",
		IdentifierText: "ARN or name of the throughput. With an ARN it is read in the ARN's region.",
		Description:    "Reads provisioned throughput: of which model, how much, and until when it is committed.",
		Shows: []string{
			"provisioned_model_name", "model_arn", "desired_model_arn", "foundation_model_arn", "model_units", "desired_model_units", "status",
			"failure_message", "commitment_duration", "commitment_expiration_time", "renews", "creation_time", "last_modified_time", "tags",
		},
		Texts: map[string]string{
			"provisioned_model_name": "Name of the throughput.", "tags": "Tags of the throughput.",
			"commitment_duration": "`OneMonth` or `SixMonths`; null where it is paid by the hour.",
		},
	})
)
