// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// profiles are the inference profiles of AWS and of the account.
type profiles interface {
	InferenceProfile(ctx context.Context, region, identifier string) (lookup.Profile, error)
}

// nobody is asked by a plan: what it says may not depend on whether AWS answers.
type nobody struct{}

var errNotAsked = errors.New("the models behind an inference profile are not known")

func (nobody) InferenceProfile(context.Context, string, string) (lookup.Profile, error) {
	return lookup.Profile{}, errNotAsked
}

// invocable are all ARNs that IAM looks at when models are invoked that are named by id or ARN. A call through an inference profile is
// a call of the model in the region that the profile chooses, so that the models behind it are asked for, unless they are named too.
func invocable(ctx context.Context, of profiles, scope jobpolicy.Scope, named []string) ([]string, error) {
	var all []string
	for _, name := range named {
		arn := bedrockARN(scope, name)
		all = append(all, arn.String())
		if !isProfile(arn) || namesModelsOf(arn, named) {
			continue
		}
		profile, err := of.InferenceProfile(ctx, arn.Region, name)
		if err != nil {
			return nil, fmt.Errorf("looking up the models of the inference profile %s: %w", name, err)
		}
		all = append(all, profile.InvokeARNs(arn.Region)...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// sameModels is a set of models as it is known, with all ARNs that it stands for, if another set names the same ones: an import reads ARNs
// where a configuration may have ids.
func sameModels(ctx context.Context, scope jobpolicy.Scope, known, knownARNs, named types.Set) types.Set {
	if known.IsNull() || named.IsNull() || known.Equal(named) {
		return named
	}
	all, err := invocable(ctx, nobody{}, scope, conv.Strings(named))
	if err == nil && conv.Set(all).Equal(knownARNs) || slices.Equal(spelledOut(scope, known), spelledOut(scope, named)) {
		return known
	}
	return named
}

// spelledOut are the ARNs of a set of models, and not those of the models behind profiles.
func spelledOut(scope jobpolicy.Scope, models types.Set) []string {
	var arns []string
	for _, name := range conv.Strings(models) {
		arns = append(arns, bedrockARN(scope, name).String())
	}
	slices.Sort(arns)
	return slices.Compact(arns)
}

// withoutThoseBehind are the ARNs of models and profiles without the models that their profiles stand for. AWS that does not answer
// leaves them as they are.
func withoutThoseBehind(ctx context.Context, of profiles, arns []string) []string {
	kept := slices.Clone(arns)
	for _, name := range arns {
		arn, err := awsarn.Parse(name)
		if err != nil || !isProfile(arn) {
			continue
		}
		profile, err := of.InferenceProfile(ctx, arn.Region, name)
		if err != nil {
			continue
		}
		behind := profile.InvokeARNs(arn.Region)
		if slices.ContainsFunc(behind, func(one string) bool { return !slices.Contains(arns, one) }) {
			continue
		}
		kept = slices.DeleteFunc(kept, func(one string) bool { return one != name && slices.Contains(behind, one) })
	}
	return kept
}

// bedrockARN is the ARN of a foundation model or an inference profile that is named by id or ARN.
func bedrockARN(scope jobpolicy.Scope, name string) awsarn.ARN {
	if arn, err := awsarn.Parse(name); err == nil {
		return arn
	}
	arn := awsarn.ARN{Partition: scope.Partition, Service: "bedrock", Region: scope.Region, Resource: "foundation-model/" + name}
	if _, _, isProfile := fwtypes.CutScope(name); isProfile {
		arn.AccountID, arn.Resource = scope.AccountID, "inference-profile/"+name
	}
	return arn
}

func isProfile(arn awsarn.ARN) bool {
	kind, _, _ := strings.Cut(arn.Resource, "/")
	return strings.HasSuffix(kind, "inference-profile")
}

// namesModelsOf reports whether the ARN of a model behind a profile is among the names. What is behind the profile of an application,
// its ARN does not say, so any model is taken for one.
func namesModelsOf(profile awsarn.ARN, named []string) bool {
	_, id, _ := strings.Cut(profile.Resource, "/")
	_, model, ofAWS := fwtypes.CutScope(id)
	return slices.ContainsFunc(named, func(name string) bool {
		_, other, isModel := strings.Cut(name, ":foundation-model/")
		return isModel && (!ofAWS || other == model)
	})
}

// invocableName checks for what can be invoked: the id of a foundation model or an inference profile, or an ARN of Bedrock's.
func invocableName() validator.String {
	const must = "must be the id of a foundation model or an inference profile, such as amazon.nova-lite-v1:0 or us.amazon.nova-lite-v1:0, " +
		"or an ARN of Amazon Bedrock"
	return fwtypes.Rule("Invalid model", must, func(name string) bool {
		if strings.HasPrefix(name, "arn:") {
			arn, err := awsarn.Parse(name)
			return err == nil && arn.Service == "bedrock" && arn.Resource != "" && !strings.ContainsAny(name, "*?$ ")
		}
		return strings.Contains(name, ".") && !strings.ContainsAny(name, "/*?$ ")
	})
}
