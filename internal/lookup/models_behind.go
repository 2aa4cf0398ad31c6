// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/smithy-go"
)

// RegionalModel is a foundation model in a region.
type RegionalModel struct{ ID, Region string }

// ModelsBehind returns the foundation models that answer to an identifier, each in the region where it does: a foundation model itself;
// those that an inference profile, of AWS or of the account, sends requests to; and the one that a custom model was made from which a
// deployment or a provisioned throughput serves. Each identifier is asked for once per process. What is made of none, what AWS does not
// know and what the caller may not see has none.
func (r *Readers) ModelsBehind(ctx context.Context, region, identifier string) ([]RegionalModel, error) {
	arn, err := awsarn.Parse(identifier)
	if err != nil {
		return r.modelsBehindID(ctx, region, identifier)
	}
	kind, id, _ := strings.Cut(arn.Resource, "/")
	var ask func(context.Context, *bedrock.Client, string) ([]RegionalModel, error)
	switch kind {
	case "foundation-model":
		return []RegionalModel{{id, arn.Region}}, nil
	case "inference-profile":
		return r.modelsBehindID(ctx, arn.Region, id)
	case "application-inference-profile":
		ask = r.askProfile
	case "provisioned-model":
		ask = askThroughput
	case "custom-model-deployment":
		ask = askDeployment
	default:
		return nil, nil
	}
	return r.behind.get(ctx, modelKey{arn.Region, identifier}, func(ctx context.Context) ([]RegionalModel, error) {
		client, err := r.clients.Bedrock(ctx, arn.Region)
		if err != nil {
			return nil, err
		}
		return told(ask(ctx, client, identifier))
	})
}

// modelsBehindID resolves the id of a profile of AWS or of a foundation model.
func (r *Readers) modelsBehindID(ctx context.Context, region, id string) ([]RegionalModel, error) {
	if !strings.Contains(id, ".") {
		return nil, nil
	}
	profiles, err := r.SystemProfiles(ctx, region)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(profiles, func(p awstypes.InferenceProfileSummary) bool { return *p.InferenceProfileId == id })
	if i >= 0 {
		return modelsOf(profiles[i].Models), nil
	}
	return []RegionalModel{{id, region}}, nil
}

func (r *Readers) askProfile(ctx context.Context, client *bedrock.Client, arn string) ([]RegionalModel, error) {
	profile, err := r.InferenceProfile(ctx, client.Options().Region, arn)
	return modelsOf(profile.Summary.Models), err
}

func askThroughput(ctx context.Context, client *bedrock.Client, arn string) ([]RegionalModel, error) {
	out, err := client.GetProvisionedModelThroughput(ctx, &bedrock.GetProvisionedModelThroughputInput{ProvisionedModelId: &arn})
	if err != nil {
		return nil, err
	}
	return base(out.FoundationModelArn, client), nil
}

func askDeployment(ctx context.Context, client *bedrock.Client, arn string) ([]RegionalModel, error) {
	deployment, err := client.GetCustomModelDeployment(ctx,
		&bedrock.GetCustomModelDeploymentInput{CustomModelDeploymentIdentifier: &arn})
	if err != nil || deployment.ModelArn == nil {
		return nil, err
	}
	model, err := client.GetCustomModel(ctx, &bedrock.GetCustomModelInput{ModelIdentifier: deployment.ModelArn})
	if err != nil {
		return nil, err
	}
	return base(model.BaseModelArn, client), nil
}

// base is the model that something was made from, in the region of the client: a copied model names the base of another region.
func base(arn *string, client *bedrock.Client) []RegionalModel {
	_, id, found := strings.Cut(aws.ToString(arn), "foundation-model/")
	if !found {
		return nil
	}
	return []RegionalModel{{id, client.Options().Region}}
}

func modelsOf(profile []awstypes.InferenceProfileModel) (models []RegionalModel) {
	for _, model := range profile {
		arn, err := awsarn.Parse(aws.ToString(model.ModelArn))
		if err == nil && arn.Region != "" { // a global profile does not say where
			models = append(models, RegionalModel{strings.TrimPrefix(arn.Resource, "foundation-model/"), arn.Region})
		}
	}
	return models
}

// told makes an answer, an empty one, of AWS's refusal to tell: it is worth keeping, and asking again changes nothing.
func told[T any](answer T, err error) (T, error) {
	var none T
	var api smithy.APIError
	if !errors.As(err, &api) {
		return answer, err
	}
	switch api.ErrorCode() {
	case "AccessDeniedException", "ResourceNotFoundException", "ValidationException":
		return none, nil
	}
	return none, err
}
