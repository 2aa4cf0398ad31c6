// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// ModifyPlan reads and checks the content, and plans an upload where it is not what the object holds.
func (r *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	crud.PlanShared(ctx, req, resp, r.Provider, crud.DeletionDelete, func(planning crud.Planning) {
		if planning != crud.PlanDestroy {
			r.planContent(ctx, req, resp)
		}
	})
}

func (r *managed) planContent(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var config, now, was model
	if !crud.Decode(ctx, req.Config, &config, &resp.Diagnostics) || !crud.Decode(ctx, resp.Plan, &now, &resp.Diagnostics) {
		return
	}
	creating := crud.PlanningOf(req) == crud.PlanCreate
	if !creating && !crud.Decode(ctx, req.State, &was, &resp.Diagnostics) {
		return
	}
	if n := len(now.TagsAll.Elements()); n > maxObjectTags {
		resp.Diagnostics.AddAttributeError(path.Root("tags"), "Too many tags", fmt.Sprintf("With the provider's default_tags, the object "+
			"gets %d tags, and S3 allows %d on an object.", n, maxObjectTags))
		return
	}
	switch {
	case !creating && lacksFile(&config) && !was.changesKey(&now) && was.isFrom(&config):
		resp.Diagnostics.AddAttributeWarning(path.Root("source"), "Missing data set", config.Source.ValueString()+" does not exist, so "+
			"whether its content has changed is unknown. The object stays as it is.")
		now.keepContent(&was)
	case !creating && lacksFile(&config):
		resp.Diagnostics.AddAttributeWarning(path.Root("source"), "Missing data set", config.Source.ValueString()+" does not exist. To "+
			"apply this plan it must be there, because it is uploaded; to destroy the data set it need not. Paths are relative to the "+
			"directory that Terraform runs in: \"${path.module}/...\" is relative to the module.")
		now.unknownContent()
	case !creating && !was.changesKey(&now) && was.keepsContent(&config):
		now.keepContent(&was)
	default:
		r.readContent(ctx, creating, &config, &now, &was, resp)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if creating || was.changesKey(&now) {
		resp.Diagnostics.Append(r.checkKey(now.Bucket.ValueString(), now.Key.ValueString())...)
	}
	uploads := creating || was.needsUpload(&now)
	if uploads {
		now.ETag, now.VersionID, now.KMSKeyARN = types.StringUnknown(), types.StringUnknown(), types.StringUnknown()
	} else {
		now.ETag, now.VersionID, now.KMSKeyARN = was.ETag, was.VersionID, was.KMSKeyARN
	}
	r.planPlace(&now)
	now.RecordsWO = types.ListNull(types.StringType)
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &now)...)
}

// keepsContent reports whether the write-only records are those that were uploaded: the version says so, and they are not
// looked at, because what is ephemeral may differ in every run.
func (m *model) keepsContent(config *model) bool {
	return !config.RecordsWO.IsNull() && !m.SHA256.IsNull() && config.RecordsWOVersion.Equal(m.RecordsWOVersion)
}

// lacksFile reports that there is no file where the configuration says. For an object that exists that is no error:
// Terraform also plans before it destroys, and a destroy needs no file.
func lacksFile(config *model) bool {
	file := config.Source.ValueString()
	if file == "" {
		return false
	}
	_, err := os.Stat(file)
	return errors.Is(err, fs.ErrNotExist)
}

// isFrom reports whether the object is what was uploaded from the file of the configuration.
func (m *model) isFrom(config *model) bool {
	return config.Source.Equal(m.Source) && !m.SHA256.IsNull()
}

// keepContent plans the content that is there.
func (m *model) keepContent(was *model) {
	m.SHA256, m.SizeBytes = was.SHA256, was.SizeBytes
	m.RecordCount, m.TokenEstimate = was.RecordCount, was.TokenEstimate
	m.LongestRecordTokens, m.DuplicateCount = was.LongestRecordTokens, was.DuplicateCount
}

// keepUncounted leaves out what an earlier version of the provider did not count, so that nothing is planned for its sake alone.
func (m *model) keepUncounted(was *model) {
	if !was.RecordCount.IsNull() && was.LongestRecordTokens.IsNull() {
		m.LongestRecordTokens, m.DuplicateCount = was.LongestRecordTokens, was.DuplicateCount
	}
}

// unknownContent plans an upload of what cannot be read yet.
func (m *model) unknownContent() {
	m.SHA256 = types.StringUnknown()
	m.RecordCount, m.SizeBytes, m.TokenEstimate = types.Int64Unknown(), types.Int64Unknown(), types.Int64Unknown()
	m.LongestRecordTokens, m.DuplicateCount = types.Int64Unknown(), types.Int64Unknown()
}

// readContent plans what is known of the content once it can be read, and says what is wrong with it.
func (r *managed) readContent(ctx context.Context, creating bool, config, now, was *model, resp *resource.ModifyPlanResponse) {
	for _, value := range []attr.Value{config.Source, config.Records, config.RecordsWO, config.Format} {
		known, err := value.ToTerraformValue(ctx)
		if err != nil || !known.IsFullyKnown() {
			now.unknownContent()
			return
		}
	}
	c, diags := readContent(ctx, config)
	resp.Diagnostics.Append(diags...)
	if diags.HasError() {
		return
	}
	now.describe(c.Report)
	if !creating && !was.needsUpload(now) {
		now.keepUncounted(was)
	}
	switch {
	case creating || was.needsUpload(now):
		if !c.Report.Valid() {
			resp.Diagnostics.AddAttributeError(c.At, invalid, c.Problems())
			return
		}
	case !was.rejudges(now): // what is there was judged when it was uploaded
		return
	case !c.Report.Valid(): // no error, which would stand in the way of a destroy
		resp.Diagnostics.AddAttributeWarning(c.At, invalid, c.Problems())
	}
	doubts := append(c.Doubts(now.UsedFor.ValueString(), now.Bucket.ValueString()), r.planBaseModel(ctx, now, &c, resp)...)
	if text := c.DoubtsText(doubts); text != "" && c.Report.Valid() {
		resp.Diagnostics.AddAttributeWarning(c.At, "Doubtful data set", text)
	}
}

// rejudges reports that the content is to be judged for something else than before.
func (m *model) rejudges(now *model) bool {
	return !now.Format.Equal(m.Format) || !now.BaseModelIdentifier.Equal(m.BaseModelIdentifier) || !now.UsedFor.Equal(m.UsedFor)
}

func (r *managed) planPlace(now *model) {
	if now.Bucket.IsUnknown() || now.Key.IsUnknown() {
		now.ARN, now.S3URI = types.StringUnknown(), types.StringUnknown()
		return
	}
	now.place(r.Provider.Clients.Partition(now.Region.ValueString()))
	if now.Region.IsUnknown() {
		now.ARN = types.StringUnknown()
	}
}
