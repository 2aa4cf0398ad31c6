// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invocation

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// checkModel refuses a model that does not exist or is in another region, and warns of one that is known to be invoked in another way.
func checkModel(ctx context.Context, data *crud.ProviderData, region, model string, diags *diag.Diagnostics) {
	if region == "" || model == "" {
		return // unknown yet
	}
	if arn, err := awsarn.Parse(model); err == nil && arn.Region != "" && arn.Region != region {
		diags.AddAttributeError(modelPath, "Asking a model in another region", fmt.Sprintf(
			"%s is in %s, but is asked in %s. Set region = %q.", model, arn.Region, region, arn.Region))
		return
	}
	if !fwtypes.NamesFoundationModel(model) {
		return
	}
	found, err := data.Lookup.FoundationModel(ctx, region, model)
	var absent *lookup.ModelNotFoundError
	if errors.As(err, &absent) {
		diags.AddAttributeError(modelPath, "Asking a model that does not exist", absent.Error()+".")
	}
	if err != nil || len(found.InferenceTypesSupported) == 0 ||
		slices.Contains(found.InferenceTypesSupported, awstypes.InferenceTypeOnDemand) {
		return
	}
	if slices.Contains(found.InferenceTypesSupported, awstypes.InferenceType("INFERENCE_PROFILE")) {
		diags.AddAttributeWarning(modelPath, "Asking a model without its inference profile", fmt.Sprintf(
			"AWS invokes %s in %s by an inference profile only, and refuses its own id. The id of a profile has a group of regions in front, "+
				"such as us.%s.", model, region, fwtypes.ModelID(model)))
		return
	}
	diags.AddAttributeWarning(modelPath, "Asking a model that is not served on demand", fmt.Sprintf(
		"AWS invokes %s in %s with provisioned throughput only: bedrock_provisioned_model_throughput.", model, region))
}

// checkFolder refuses a file that could not be written once the answer is paid.
func checkFolder(file string, diags *diag.Diagnostics) {
	if file == "" {
		return
	}
	if info, err := os.Stat(filepath.Dir(file)); err != nil || !info.IsDir() {
		diags.AddAttributeError(path.Root("output_file"), "Writing the answer of a model", fmt.Sprintf(
			"There is no folder %s, and the answer would be paid before it is found out.", filepath.Dir(file)))
	}
}
