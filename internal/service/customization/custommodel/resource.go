// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodel

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

// object is bedrock_custom_model.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateCustomModel.html
var object = lifecycle.Object[model]{
	Type: "custom_model", Noun: "custom model",
	RoleFor:     []jobpolicy.Purpose{jobpolicy.ModelImport},
	Description: description, Again: "brings in the model again, which is paid by the month",
	Attributes: attributes,
	Timeouts:   crud.Timeouts{Create: createTimeout, Update: updateTimeout, Delete: deleteTimeout},
	Validators: []resource.ConfigValidator{sources{}},
	Tags: []lifecycle.TagSet[model]{lifecycle.OwnTags("the model", func(m *model) (*lifecycle.Located, *lifecycle.Tagged) {
		return &m.Located, &m.Tagged
	})},
	Names: []lifecycle.Name[model]{{Argument: "model_name", Get: func(m *model) (name, prefix *types.String) {
		return &m.ModelName, &m.ModelNamePrefix
	}}},
	ReadsName: true,
	Create: lifecycle.Creates((*bedrock.Client).CreateCustomModel, (*model).createInput,
		func(out *bedrock.CreateCustomModelOutput) *string { return out.ModelArn }),
	Read: lifecycle.Reads((*bedrock.Client).GetCustomModel,
		func(id string) *bedrock.GetCustomModelInput {
			return &bedrock.GetCustomModelInput{ModelIdentifier: &id}
		},
		(*model).flatten),
	Delete: customization.DeleteModel,
	List:   lifecycle.Lists((*bedrock.Client).ListCustomModels, listInput, listed),
	Moving: []string{"failure_message", "base_model_arn"},
	Wait: &lifecycle.Wait[model]{
		Attribute: "model_status",
		Status:    func(m *model) types.String { return m.ModelStatus },
		Failure:   func(m *model) types.String { return m.FailureMessage },
		Ready:     []string{string(awstypes.ModelStatusActive)},
		Failed:    []string{string(awstypes.ModelStatusFailed)},
	},
	ProviderOnly: []string{"role_arn"}, // AWS sees it once and forgets it
	Plan:         checkSource,
}

// What the provider has of models that were brought, besides the data source.
var (
	Resource = lifecycle.Resource(&object)
	List     = lifecycle.List(&object)
)

func listInput(name string, next *string) *bedrock.ListCustomModelsInput {
	input := &bedrock.ListCustomModelsInput{NextToken: next, IsOwned: aws.Bool(true)}
	if name != "" {
		input.NameContains = &name
	}
	return input
}

func listed(out *bedrock.ListCustomModelsOutput) (page []lifecycle.Listed, next *string) {
	for _, one := range out.ModelSummaries {
		page = append(page, lifecycle.Listed{ARN: aws.ToString(one.ModelArn), Name: aws.ToString(one.ModelName)})
	}
	return page, out.NextToken
}
