// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package inferenceprofile is bedrock_inference_profile: an application inference profile, which gives the use of a model an ARN
// and tags of its own, and the data source that reads profiles of every kind.
package inferenceprofile

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

var object = lifecycle.Object[model]{
	Type: "inference_profile", Noun: "inference profile",
	Description: description, Again: "makes another one, with another ARN",
	Attributes: attributes,
	Timeouts:   crud.Timeouts{Create: createTimeout, Delete: deleteTimeout},
	Tags:       []lifecycle.TagSet[model]{{Name: "tags", Of: "the inference profile", Get: ownTags}},
	Names:      []lifecycle.Name[model]{{Argument: "name", Get: func(m *model) (name, prefix *types.String) { return &m.Name, nil }}},
	MovedFrom:  crud.MovedFrom{"aws_bedrock_inference_profile": "arn"},
	Create: lifecycle.Creates((*bedrock.Client).CreateInferenceProfile, (*model).createInput,
		func(out *bedrock.CreateInferenceProfileOutput) *string { return out.InferenceProfileArn }),
	Read: lifecycle.ReadsAndFinds((*bedrock.Client).GetInferenceProfile,
		func(id string) *bedrock.GetInferenceProfileInput {
			return &bedrock.GetInferenceProfileInput{InferenceProfileIdentifier: &id}
		},
		(*model).flatten, findArguments),
	Delete: lifecycle.Deletes((*bedrock.Client).DeleteInferenceProfile,
		func(id string) *bedrock.DeleteInferenceProfileInput {
			return &bedrock.DeleteInferenceProfileInput{InferenceProfileIdentifier: &id}
		}),
	List: lifecycle.Lists((*bedrock.Client).ListInferenceProfiles, listInput, listed),
	Plan: checkSource,
}

// What the provider has of inference profiles.
var (
	Resource   = lifecycle.Resource(&object)
	List       = lifecycle.List(&object)
	DataSource = lifecycle.DataSource(&object, lifecycle.Singular{
		Identifier:     "inference_profile_identifier",
		IdentifierText: "Id or ARN of the profile, such as `us.amazon.nova-lite-v1:0`. With an ARN the profile is read in the ARN's region.",
		Description: "Reads an inference profile: one that AWS defines, which sends requests to several regions, or an application " +
			"inference profile of this account.",
		Shows: []string{"name", "description", "inference_profile_id", "models", "status", "type", "created_at", "updated_at", "tags"},
		Texts: map[string]string{
			"name": "Name of the profile.", "description": "What the profile is for.",
			"tags": "Tags of an application inference profile. Those that AWS defines have none.",
		},
	})
)
