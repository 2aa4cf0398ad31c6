// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofile

import (
	"context"
	"errors"
	"fmt"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

const (
	modelPrefix   = "foundation-model/"
	profilePrefix = "inference-profile/"
)

// isSource checks for what AWS takes as copy_from.
func isSource() validator.String {
	return fwtypes.Rule("Invalid source of an inference profile", "must be the ARN of a foundation model or of an inference profile that "+
		"AWS defines, such as arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0; the data source bedrock_inference_profile "+
		"has the ARN of a profile", func(value string) bool {
		parsed, err := awsarn.Parse(value)
		return err == nil && parsed.Service == "bedrock" &&
			(strings.HasPrefix(parsed.Resource, modelPrefix) || strings.HasPrefix(parsed.Resource, profilePrefix))
	})
}

// checkSource refuses, before the profile is made, a model of another region and one that does not exist.
func checkSource(ctx context.Context, p *lifecycle.Plan[model]) {
	if !p.Creates() || p.Now.ModelSource == nil || p.Region == "" {
		return
	}
	from, err := awsarn.Parse(p.Now.ModelSource.CopyFrom.ValueString())
	if err != nil {
		return // unknown yet
	}
	if from.Region != p.Region {
		p.AddAttributeError(sourcePath, "Making an inference profile from another region", fmt.Sprintf(
			"%s is in %s, but the profile is made in %s. Take the ARN with the region %[3]s, or set region = %[2]q.", from, from.Region, p.Region))
		return
	}
	id, isModel := strings.CutPrefix(from.Resource, modelPrefix)
	if !isModel {
		return
	}
	var absent *lookup.ModelNotFoundError
	if _, err := p.Lookup().FoundationModel(ctx, p.Region, id); errors.As(err, &absent) {
		p.AddAttributeError(sourcePath, "Making an inference profile of a model that does not exist", absent.Detail())
	}
}
