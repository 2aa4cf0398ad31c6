// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Invocation is a way to invoke a model: all ARNs that IAM looks at, such as a profile with its model in each region.
type Invocation []string

// InvokePolicy is a policy document about invoking models in one or several ways, for applications. With deny it forbids what it would
// allow. A model that is reached through a profile is allowed through that profile only, and what a global profile sends to a region that
// AWS does not tell has a statement of its own:
// https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
// https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
func InvokePolicy(ways []Invocation, actions []string, deny bool) (string, error) {
	var direct []string
	var statements []Statement
	for i, way := range ways {
		if err := way.validate(); err != nil {
			return "", err
		}
		profile := slices.IndexFunc(way, isProfileARN)
		if profile < 0 {
			direct = append(direct, way...)
			continue
		}
		statements = append(statements, way.throughProfile(way[profile], i)...)
	}
	if len(direct) > 0 {
		statements = append([]Statement{{SID: "Invoke", Resources: direct}}, statements...)
	}
	for i := range statements {
		statements[i].Actions = actions
		if deny {
			statements[i].Effect = "Deny"
		}
	}
	return Document(statements).String(), nil
}

func isProfileARN(arn string) bool { return strings.Contains(arn, "inference-profile/") }

// hasNoRegion reports whether an ARN is that of a model in any region.
func hasNoRegion(arn string) bool { return strings.Contains(arn, ":bedrock:::") }

func (way Invocation) validate() error {
	if len(way) == 0 {
		return errors.New("a way to invoke a model has no ARN")
	}
	profiles, models := 0, 0
	for _, arn := range way {
		if err := validateARN(arn); err != nil {
			return err
		}
		switch {
		case isProfileARN(arn):
			profiles++
		case strings.Contains(arn, ":foundation-model/"), strings.Contains(arn, ":custom-model"):
			models++
		}
	}
	switch {
	case profiles > 1:
		return fmt.Errorf("%s names several profiles: give each a list of its own", strings.Join(way, ", "))
	case profiles == 1 && models == 0:
		return fmt.Errorf("%s is a profile without the ARNs of its models, which a call through it needs in every region of the profile; "+
			"invoke_resource_arns of bedrock_invocation_target has them", way[0])
	}
	return nil
}

// throughProfile allows a profile, and its models when they are called through it.
func (way Invocation) throughProfile(profile string, i int) []Statement {
	var known, unknown []string
	for _, arn := range way {
		switch {
		case arn == profile:
		case hasNoRegion(arn):
			unknown = append(unknown, arn)
		default:
			known = append(known, arn)
		}
	}
	out := []Statement{{SID: numbered("InvokeProfile", i), Resources: []string{profile}}}
	through := map[string]Values{"bedrock:InferenceProfileArn": {profile}}
	if len(known) > 0 {
		out = append(out, Statement{
			SID: numbered("InvokeThroughProfile", i), Resources: known, Condition: Conditions{"StringLike": through},
		})
	}
	if len(unknown) > 0 {
		out = append(out, Statement{
			SID: numbered("InvokeAnywhereThroughProfile", i), Resources: unknown,
			Condition: Conditions{"StringLike": through, "StringEquals": {"aws:RequestedRegion": {"unspecified"}}},
		})
	}
	return out
}
