// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// planBaseModel looks the base model up, because a misspelt one turns off what is checked for it, and returns what the
// catalogue doubts of the content. It warns only: the model is no argument of the upload.
func (r *managed) planBaseModel(ctx context.Context, now *model, c *content, resp *resource.ModifyPlanResponse) (doubts []string) {
	at, identifier := path.Root("base_model_identifier"), now.BaseModelIdentifier.ValueString()
	if identifier == "" || strings.Contains(identifier, ":custom-model/") { // whose ARN names its base model
		return nil
	}
	var unknown []string
	if text := c.UnknownModel(); text != "" {
		unknown = []string{text}
	}
	base, err := r.Provider.Lookup.FoundationModel(ctx, now.Region.ValueString(), identifier)
	var absent *lookup.ModelNotFoundError
	switch {
	case errors.As(err, &absent):
		resp.Diagnostics.AddAttributeWarning(at, "Checking a data set for a model that does not exist", absentText(absent, len(unknown) == 0))
		return nil
	case err != nil:
		doubts = append(doubts, unknown...)
		resp.Diagnostics.Append(apierr.Unchecked(at, "the base model", identifier, err,
			"The data set was judged by what is known of models with ids like this one.")...)
		return doubts
	case len(unknown) == 0: // what it reads was checked record by record
		return nil
	}
	doubts = append(doubts, unknown...)
	for _, kind := range []struct {
		modality awstypes.ModelModality
		count    int64
		name     string
	}{{awstypes.ModelModalityImage, c.Report.Images, "image"}, {"VIDEO", c.Report.Videos, "video"}} {
		if kind.count > 0 && !slices.Contains(base.InputModalities, kind.modality) {
			doubts = append(doubts, fmt.Sprintf("the records hold %ss (%d), and %s reads %v", kind.name, kind.count, identifier,
				words(base.InputModalities)))
		}
	}
	return doubts
}

func words(modalities []awstypes.ModelModality) string {
	var names []string
	for _, m := range modalities {
		names = append(names, strings.ToLower(string(m)))
	}
	return strings.Join(names, ", ") + " only"
}

// absentText tells what became of the checks, too: a model of a family that is known may be in another region only.
func absentText(absent *lookup.ModelNotFoundError, judged bool) string {
	text := fmt.Sprintf("There is no foundation model %q in %s", absent.Identifier, absent.Region)
	if judged {
		text += ". The data set was judged by what is known of models with ids like this one; a job needs one that is there."
	} else {
		text += ", so that nothing was checked that depends on the model: its format, its limits, what it reads."
	}
	if len(absent.Near) > 0 {
		text += " Spelled alike are: " + strings.Join(absent.Near, ", ") + "."
	}
	if !strings.Contains(absent.Identifier, ".") {
		text += " If it is the name of a custom model, give its ARN, which names the model that it was made from."
	}
	return text
}
