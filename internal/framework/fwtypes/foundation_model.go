// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"context"
	"fmt"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// CutScope splits the id of a system-defined inference profile (us.amazon.nova-lite-v1:0) into its scope and the id of
// the foundation model behind it; ok is false when the id begins with no scope that this version knows.
func CutScope(id string) (scope, model string, ok bool) {
	scope, model, _ = strings.Cut(id, ".")
	switch scope {
	case "apac", "au", "ca", "eu", "global", "in", "jp", "mx", "sa", "us", "us-gov":
		return scope, model, strings.Contains(model, ".")
	}
	return "", id, false
}

// IsFoundationModel checks for the id or the ARN of a foundation model. Whether there is such a model, only AWS knows;
// this tells the other things apart that Bedrock calls a model.
func IsFoundationModel() validator.String { return foundationModelValidator{} }

type foundationModelValidator struct{}

func (foundationModelValidator) Description(context.Context) string {
	return "must be the id of a foundation model, such as amazon.nova-lite-v1:0, or its ARN"
}

func (v foundationModelValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

func (v foundationModelValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if reason := notFoundationModel(req.ConfigValue.ValueString()); reason != "" {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid foundation model",
			fmt.Sprintf("%s is %s, %s. It %s.", req.Path, req.ConfigValue, reason, v.Description(ctx)))
	}
}

// notFoundationModel says why an identifier cannot be one of a foundation model; empty when it can.
func notFoundationModel(identifier string) string {
	id, kind := identifier, "foundation-model"
	if strings.HasPrefix(identifier, "arn:") {
		arn, err := awsarn.Parse(identifier)
		if err != nil {
			return "which is no ARN"
		}
		if arn.Service != "bedrock" {
			return "the ARN of something outside Bedrock"
		}
		kind, id, _ = strings.Cut(arn.Resource, "/")
	}
	if _, model, ok := CutScope(id); ok {
		return fmt.Sprintf("an inference profile; the foundation model behind it is %q", model)
	}
	switch {
	case kind != "foundation-model":
		return "the ARN of a " + kind
	case strings.TrimSpace(id) != id || id == "":
		return "which is empty or has spaces around it"
	}
	return ""
}

// NamesFoundationModel reports whether an identifier is the id or the ARN of a foundation model, as far as can be told without
// AWS.
func NamesFoundationModel(identifier string) bool {
	return strings.Contains(identifier, ".") && notFoundationModel(identifier) == ""
}
