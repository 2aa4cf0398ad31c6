// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"errors"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
)

// FindModel reads a custom model by ARN or name.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetCustomModel.html
func FindModel(ctx context.Context, client *bedrock.Client, identifier string) (*bedrock.GetCustomModelOutput, error) {
	model, err := client.GetCustomModel(ctx, &bedrock.GetCustomModelInput{ModelIdentifier: &identifier})
	if err != nil {
		return nil, err
	}
	if aws.ToString(model.ModelArn) == "" {
		return nil, errors.New("AWS answered without the ARN of the model")
	}
	return model, nil
}

// IsCustomModel reports whether an identifier is no foundation model's: the ARN of a custom model, or its name, which has no dot.
func IsCustomModel(identifier string) bool {
	parsed, err := awsarn.Parse(identifier)
	if err != nil {
		return identifier != "" && !strings.Contains(identifier, ".")
	}
	return !strings.HasPrefix(parsed.Resource, "foundation-model/")
}
