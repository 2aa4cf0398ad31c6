// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// modelNotFound is the status of a custom model that somebody deleted while the record of its job lives.
const modelNotFound = "NotFound"

// outputModelStatus reads the status of the model that a completed job made; null before. A model that is gone is a
// status and a warning, never a reason to train again. Where AWS does not tell, it stays what it was.
func (r *modelCustomizationJobResource) outputModelStatus(
	ctx context.Context, client *bedrock.Client, arn, was types.String, diags *diag.Diagnostics,
) types.String {
	if arn.ValueString() == "" {
		return types.StringNull()
	}
	model, err := findModel(ctx, client, arn.ValueString())
	switch {
	case apierr.IsNotFound(err):
		diags.AddAttributeWarning(path.Root("output_model_status"), "Bedrock custom model no longer exists",
			arn.ValueString()+" was deleted outside of Terraform. The record of its training job stays in the state. To train again, apply "+
				"with -replace, which starts a new paid job.")
		return types.StringValue(modelNotFound)
	case err != nil:
		diags.AddAttributeWarning(path.Root("output_model_status"), "Reading Bedrock custom model", apierr.Detail(arn.ValueString(), err))
		if was.IsUnknown() {
			return types.StringNull()
		}
		return was
	}
	return conv.Enum(model.ModelStatus)
}

// readTags reads the tags of the job, and those of the model once there is one. Where AWS denies it, the state keeps
// what it has.
func (r *modelCustomizationJobResource) readTags(
	ctx context.Context, client *bedrock.Client, m *modelCustomizationJobModel,
) (diags diag.Diagnostics) {
	read := func(arn string, own, all *types.Map) {
		remote, err := tags.ListBedrock(ctx, client, arn)
		switch {
		case apierr.Is(err, apierr.AccessDenied):
			diags.AddWarning("Reading the tags of a Bedrock object", apierr.Detail(arn, err))
			if all.IsNull() {
				*all = tags.Value(tags.Merge(r.Provider.DefaultTags, tags.Map(*own)))
			}
		case err != nil:
			diags.Append(apierr.Diagnostic("Reading the tags of a Bedrock object", arn, err))
		default:
			*own, *all = tags.FromAWS(remote, *own, r.Provider.DefaultTags, r.Provider.IgnoreTags)
		}
	}
	read(m.ARN.ValueString(), &m.JobTags, &m.JobTagsAll)
	if m.hasModel() {
		read(m.OutputModelARN.ValueString(), &m.Tags, &m.TagsAll)
	} else if m.TagsAll.IsNull() {
		m.TagsAll = tags.Value(tags.Merge(r.Provider.DefaultTags, tags.Map(m.Tags)))
	}
	return diags
}

func (m *modelCustomizationJobModel) hasModel() bool {
	return m.OutputModelARN.ValueString() != "" && m.OutputModelStatus.ValueString() != modelNotFound
}

// syncTags changes the tags of the job, and those of a model that is there, in place.
func (r *modelCustomizationJobResource) syncTags(
	ctx context.Context, client *bedrock.Client, m, prior *modelCustomizationJobModel,
) (diags diag.Diagnostics) {
	sync := func(arn string, from, to types.Map) {
		if err := tags.SyncBedrock(ctx, client, arn, tags.Map(from), tags.Map(to)); err != nil {
			diags.Append(apierr.Diagnostic("Updating the tags of a Bedrock object", arn, err))
		}
	}
	sync(prior.ARN.ValueString(), prior.JobTagsAll, m.JobTagsAll)
	if prior.hasModel() {
		sync(prior.OutputModelARN.ValueString(), prior.TagsAll, m.TagsAll)
	}
	return diags
}

// tagNewModel gives its tags to a model that the job made while an update waited: it was made with those that the job began with.
// Those of a model that is not there yet wait for it: once the job is completed, the next plan finds the difference.
func (r *modelCustomizationJobResource) tagNewModel(
	ctx context.Context, client *bedrock.Client, m, prior *modelCustomizationJobModel,
) (diags diag.Diagnostics) {
	if !m.hasModel() {
		if !prior.TagsAll.Equal(m.TagsAll) {
			diags.Append(m.untagged())
		}
		return diags
	}
	arn := m.OutputModelARN.ValueString()
	remote, err := tags.ListBedrock(ctx, client, arn)
	if apierr.Is(err, apierr.AccessDenied) {
		return nil // the next refresh says it
	}
	if err == nil {
		_, have := tags.FromAWS(remote, m.Tags, r.Provider.DefaultTags, r.Provider.IgnoreTags)
		err = tags.SyncBedrock(ctx, client, arn, tags.Map(have), tags.Map(m.TagsAll))
	}
	if err != nil {
		diags.Append(apierr.Diagnostic("Updating the tags of a Bedrock object", arn, err))
	}
	return diags
}

// untagged is what to tell of tags that no model is there for.
func (m *modelCustomizationJobModel) untagged() diag.Diagnostic {
	detail := "The job has not made its model yet. The tags are applied by the first apply that sees it completed."
	switch {
	case m.OutputModelARN.ValueString() != "":
		detail = "The model was deleted outside of Terraform: only the state has the tags."
	case ended(awstypes.ModelCustomizationJobStatus(m.Status.ValueString())):
		detail = "The job ended without a model: only the state has the tags."
	}
	return diag.NewAttributeWarningDiagnostic(path.Root("tags"), "Tagging a custom model that does not exist", detail)
}
