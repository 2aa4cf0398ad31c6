// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
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

// syncTags changes tags in place. Those of a model that does not exist yet wait for it: once the job is completed, the
// next plan finds the difference.
func (r *modelCustomizationJobResource) syncTags(
	ctx context.Context, client *bedrock.Client, m, prior *modelCustomizationJobModel,
) (diags diag.Diagnostics) {
	sync := func(arn string, from, to types.Map) {
		if err := tags.SyncBedrock(ctx, client, arn, tags.Map(from), tags.Map(to)); err != nil {
			diags.Append(apierr.Diagnostic("Updating the tags of a Bedrock object", arn, err))
		}
	}
	sync(prior.ARN.ValueString(), prior.JobTagsAll, m.JobTagsAll)
	switch {
	case prior.TagsAll.Equal(m.TagsAll):
	case prior.hasModel():
		sync(prior.OutputModelARN.ValueString(), prior.TagsAll, m.TagsAll)
	default:
		diags.AddAttributeWarning(path.Root("tags"), "Tagging a custom model that does not exist yet",
			"The job has not made its model yet. The tags are applied by the first apply after it is completed.")
	}
	return diags
}
