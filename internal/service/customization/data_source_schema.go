// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// ClientFor is the client for an object that is given by ARN or by name: in the ARN's region, the configured one or the
// provider's, in this order.
func ClientFor(ctx context.Context, data *crud.ProviderData, region types.String, identifier string) (*bedrock.Client, string, error) {
	name := crud.RegionFromARN(identifier)
	if name == "" {
		var err error
		if name, err = crud.RegionOf(ctx, data, region); err != nil {
			return nil, "", err
		}
	}
	client, err := data.Clients.Bedrock(ctx, name)
	return client, name, err
}

// ARNOrNameRegion is the region of a data source that takes an ARN or a name.
func ARNOrNameRegion(of string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: "AWS Region of the " + of + ". Defaults to the region of the ARN, or the provider's.",
	}
}

// DataTrainingMetrics is training_metrics of a data source.
func DataTrainingMetrics() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed: true, MarkdownDescription: "Metrics of the training.",
		Attributes: map[string]schema.Attribute{
			"training_loss": schema.Float64Attribute{Computed: true, MarkdownDescription: "Loss at the end of the training."},
		},
	}
}

// DataValidationMetrics is validation_metrics of a data source.
func DataValidationMetrics() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: "Metrics of each validator, in their order.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"validation_loss": schema.Float64Attribute{Computed: true, MarkdownDescription: "Loss on the data of the validator."},
		}},
	}
}
